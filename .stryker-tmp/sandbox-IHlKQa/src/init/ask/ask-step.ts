// @ts-nocheck
import type { StepAnswer, SystemAnswer } from '../answers.ts';
import type { Api } from '../infer/api.ts';
import { readersFirst, writersFirst } from '../infer/offered-operation.ts';
import type { OfferedOperation } from '../infer/offered-operation.ts';
import { stepOf } from '../infer/step.ts';
import { faultsOf } from '../infer/usable.ts';
import type { Asker } from './asker.ts';

/** A step, and the operation that it is where its system has a description. */
export interface AskedStep {
  readonly answer: StepAnswer;
  readonly operation?: OfferedOperation;
}

/** Asks for an operation of a system: from its description, or in words. */
export async function askStep(
  asker: Asker,
  { api }: SystemAnswer,
  { message, reads }: { readonly message: string; readonly reads: boolean },
): Promise<AskedStep> {
  if (api === undefined || api.operations.length === 0) {
    const example = reads ? 'list changed orders' : 'create customer payment';
    const fault = (answer: string): string | undefined =>
      /[\p{L}\p{N}]/u.test(answer)
        ? undefined
        : 'Some letters are needed to name a function after it.';
    return { answer: { name: await asker.text({ message, example, fault }) } };
  }
  const options = (reads ? readersFirst : writersFirst)(api.operations).map((value) => ({
    value,
    label: `${value.method.toUpperCase()} ${value.path}`,
    hint: [value.isDeprecated ? 'deprecated' : '', nameBeside(value), value.summary]
      .filter((part) => part !== '')
      .join(' · '),
  }));
  for (;;) {
    const operation = await asker.choose({ message, options });
    if (await isUsable(asker, api, operation)) return { answer: stepOf(api, operation), operation };
  }
}

function nameBeside({ name, path }: OfferedOperation): string {
  return name.endsWith(` ${path}`) ? '' : name;
}

async function isUsable(asker: Asker, api: Api, operation: OfferedOperation): Promise<boolean> {
  const faults = await faultsOf(api, operation);
  const [first] = faults;
  if (first !== undefined) asker.tell(`${operation.name} cannot be built: ${first.message}`);
  return first === undefined;
}
