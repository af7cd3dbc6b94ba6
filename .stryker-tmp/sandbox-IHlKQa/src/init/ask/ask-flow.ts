// @ts-nocheck
import { parseRate } from '../../check/units/rate.ts';
import type { FlowAnswer, SystemAnswer, TriggerAnswer } from '../answers.ts';
import { isNaturallyRepeatable } from '../infer/offered-operation.ts';
import { withAskedLogin } from './ask-login.ts';
import { askStep } from './ask-step.ts';
import type { AskedStep } from './ask-step.ts';
import { askTrigger } from './ask-trigger.ts';
import type { Asker } from './asker.ts';

/** One flow, and the systems with what its calls made known about them. */
export interface AskedFlow {
  readonly flow: FlowAnswer;
  readonly systems: readonly SystemAnswer[];
}

/** Asks for one flow between systems that are known; `before` are those that were asked already. */
export async function askFlow(
  asker: Asker,
  systems: readonly SystemAnswer[],
  before: readonly FlowAnswer[],
): Promise<AskedFlow> {
  const { from, to } = await askEnds(asker, systems, before);
  const started = await askTrigger(asker, from);
  const step = await askStep(asker, to, { message: `What does it do at ${to.id}?`, reads: false });
  const trigger = started.trigger(step);
  const source = await withAskedLogin(asker, from, started.read);
  const target = await withAskedLogin(asker, to, step);
  const flow = {
    from: from.id,
    to: to.id,
    trigger,
    do: step.answer,
    ...(await askVolume(asker)),
    ...(await askHarm(asker, step, trigger)),
  };
  const changed = new Map([source, target].map((system) => [system.id, system]));
  return { flow, systems: systems.map((system) => changed.get(system.id) ?? system) };
}

interface Ends {
  readonly from: SystemAnswer;
  readonly to: SystemAnswer;
}

async function askEnds(
  asker: Asker,
  systems: readonly SystemAnswer[],
  before: readonly FlowAnswer[],
): Promise<Ends> {
  const isFresh = ({ id }: SystemAnswer): boolean =>
    before.every(({ from, to }) => from !== id && to !== id);
  const from = await askSystem(asker, 'Where does it come from?', {
    systems,
    initial: systems.find((system) => before.length > 0 && isFresh(system)) ?? sourceOf(systems),
  });
  const others = systems.filter(({ id }) => id !== from.id);
  const to = await askSystem(asker, 'Where does it go to?', {
    systems: others,
    initial: others.find(isFresh) ?? others[0],
  });
  return { from, to };
}

// Whoever gave one description calls it from a system of their own; of several the first is where things come from.
function sourceOf(systems: readonly SystemAnswer[]): SystemAnswer | undefined {
  const described = systems.filter(({ api }) => api !== undefined);
  return described.length === 1 ? systems.find(({ api }) => api === undefined) : systems[0];
}

async function askSystem(
  asker: Asker,
  message: string,
  { systems, initial }: { systems: readonly SystemAnswer[]; initial: SystemAnswer | undefined },
): Promise<SystemAnswer> {
  const [only, second] = systems;
  if (only !== undefined && second === undefined) return only;
  return asker.choose({
    message,
    options: systems.map((value) => ({ value, label: value.id, hint: value.description })),
    ...(initial === undefined ? {} : { initial }),
  });
}

/** What the plan assumes by itself. */
const assumedVolume = '30000/day';

async function askVolume(asker: Asker): Promise<Pick<FlowAnswer, 'volume'>> {
  const volume = await asker.text({
    message: 'How much, on average?',
    initial: assumedVolume,
    fault: (answer) =>
      parseRate(answer) === undefined ? 'A number and a time: 300/h, 5/s, 2000/day.' : undefined,
  });
  // The plan calls it an assumption only where the file does not say it.
  return volume === assumedVolume ? {} : { volume };
}

async function askHarm(
  asker: Asker,
  { operation }: AskedStep,
  { kind }: TriggerAnswer,
): Promise<Pick<FlowAnswer, 'duplicate' | 'idempotencyKey'>> {
  if (operation !== undefined && isNaturallyRepeatable(operation.method)) return {};
  const duplicate = await asker.text({
    message: 'What goes wrong when one arrives twice? (or: harmless) Enter: harm is assumed',
    example: 'the customer is paid twice',
    optional: true,
  });
  const said = duplicate === '' ? {} : { duplicate };
  // What is polled brings no event id, and without one a repeat cannot be told from a new thing.
  if (kind !== 'poll' || duplicate === 'harmless') return said;
  const idempotencyKey = await asker.text({
    message: 'Which field of what is read tells two of them apart?',
    initial: 'id',
  });
  return { ...said, idempotencyKey };
}
