// @ts-nocheck
import type { Answers, FlowAnswer, SystemAnswer } from '../answers.ts';
import type { Api } from '../infer/api.ts';
import { kebab } from '../infer/ids.ts';
import type { Asker } from './asker.ts';
import { askFlow } from './ask-flow.ts';
import { askSystems } from './ask-systems.ts';

/** What the questions start from. */
export interface Known {
  /** Proposed for the whole. */
  readonly name: string;
  /** What was recognised, in the order in which it was given. */
  readonly apis: readonly Api[];
  /** Ids that are in use. */
  readonly taken: Set<string>;
  /** Reads a description that is named in an answer; words where it cannot be read. */
  open(path: string): Promise<Api | string>;
}

/** Asks for everything that nobody can infer. */
export async function ask(asker: Asker, known: Known): Promise<Answers> {
  for (const { id, description, spec, operations } of known.apis)
    asker.tell(
      `${id}: ${description} (${spec.reference}, ${String(operations.length)} operations)`,
    );
  const name = await asker.text({
    message: 'Name of the integration',
    initial: known.name,
    fault: (answer) =>
      kebab(answer) === answer
        ? undefined
        : `Lower-case letters, digits and hyphens: ${kebab(answer)}`,
  });
  let systems = await askSystems(asker, known);
  const flows: FlowAnswer[] = [];
  do {
    const asked = await askFlow(asker, systems, flows);
    flows.push(asked.flow);
    systems = asked.systems;
  } while (await asker.confirm({ message: 'Another flow?', initial: hasUnused(systems, flows) }));
  return { name, systems, flows };
}

// A system that was named and is not used yet is likely what the next flow is about.
function hasUnused(systems: readonly SystemAnswer[], flows: readonly FlowAnswer[]): boolean {
  const ends = new Set(flows.flatMap(({ from, to }) => [from, to]));
  return systems.some(({ id }) => !ends.has(id));
}
