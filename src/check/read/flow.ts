import { diagnose } from '../../diagnostics/catalog.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Flow, Order, Step, System, Trigger } from '../../model/integration.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { readClock } from './clock.ts';
import { flowIds } from './flow-ids.ts';
import { readOverrides } from './overrides.ts';
import { readShaping } from './shaping.ts';
import { readTimes } from './schedule.ts';
import { readSteps, type Ends } from './step.ts';
import { readTraffic } from './traffic.ts';
import { readTrigger } from './trigger.ts';
import { directionsOf, readTwoWay } from './two-way.ts';
import { duration, flag, oneOf, read, readDeclared, readWords, span, words } from './value.ts';

/** What a flow is read against. */
export interface Surroundings {
  readonly systems: readonly System[];
  /** The zone of clock times that name none. */
  readonly zone: string;
}

/** All flows that could be understood; what is missing in the others is reported. */
export function readFlows(node: Node | undefined, around: Surroundings): readonly Flow[] {
  const directions = (node?.items() ?? []).flatMap(directionsOf);
  const ids = flowIds(directions.map((direction) => direction.node));
  return directions.flatMap((direction, index) => {
    const flow = readFlow(direction.node, ids[index] ?? '', around);
    const { twoWay } = direction;
    if (twoWay === undefined) return flow ?? [];
    const isFirst = directions[index + 1]?.twoWay === twoWay;
    const shared = readTwoWay(twoWay, ids[isFirst ? index + 1 : index - 1] ?? '');
    return flow === undefined || shared === undefined ? [] : { ...flow, twoWay: shared };
  });
}

function readFlow(node: Node, id: string, around: Surroundings): Flow | undefined {
  const ends = { from: textOf(node, 'from'), to: textOf(node, 'to') };
  checkSystems(node, around.systems);
  const reads = readSteps(node.child('read'), 'read', ends);
  const steps = [...reads.slice(1), ...readSteps(node.child('do'), 'do', ends)];
  checkStepSystems(node, around.systems);
  const trigger = readTrigger(node, id, reads[0]);
  const said = saysEnough(node, { id, steps, trigger, to: ends.to });
  if (trigger === undefined || !said) return undefined;
  return {
    id,
    at: (node.child('id') ?? node.child('from') ?? node).at,
    ...ends,
    trigger,
    steps,
    overrides: readOverrides(node),
    ...readTraffic(node),
    ...readTimes(node, around.zone),
    ...readPromises(node),
    ...readShaping(node),
    ...readOrdering(node, ends, around.zone),
  };
}

function textOf(node: Node, key: string): string {
  return read(node.child(key), words) ?? '';
}

/** `from` and `to`, and `at` of every step. */
function checkSystems(node: Node, systems: readonly System[]): void {
  for (const key of ['from', 'to']) checkSystem(node.child(key), systems);
}

function checkStepSystems(node: Node, systems: readonly System[]): void {
  const steps = [node.child('do'), node.child('read'), node.child('reconcile')?.child('read')];
  for (const step of steps.flatMap((list) => list?.items() ?? []))
    checkSystem(step.child('at'), systems);
}

function checkSystem(node: Node | undefined, systems: readonly System[]): void {
  if (node === undefined || typeof node.value !== 'string') return;
  const known = systems.map(({ id }) => id);
  if (known.includes(node.value)) return;
  const near = nearest(node.value, known, 3);
  node.report(diagnose('flow/unknown-system', { system: node.value, near }, node.at));
}

function saysEnough(
  node: Node,
  flow: { id: string; steps: readonly Step[]; trigger: Trigger | undefined; to: string },
): boolean {
  if (flow.steps.length === 0)
    node.report(diagnose('flow/no-step', { flow: flow.id, to: flow.to }, node.at));
  const hasData = node.child('data') !== undefined || flow.trigger?.kind !== 'schedule';
  if (!hasData) node.report(diagnose('flow/no-data', { flow: flow.id }, node.at));
  return flow.steps.length > 0 && hasData;
}

function readPromises(node: Node): Partial<Flow> {
  const key = node.child('idempotency_key');
  return present({
    data: readDeclared(node.child('data'), words),
    pattern: readDeclared(node.child('pattern'), words),
    expires: readDeclared(node.child('expires'), span),
    idempotencyKey: key === undefined ? undefined : declared(key, readWords(key)),
    duplicate: readDeclared(node.child('duplicate'), words),
    loss: readDeclared(node.child('loss'), words),
    fallback: readFallback(node.child('fallback')),
  });
}

function readFallback(node: Node | undefined): Flow['fallback'] {
  const answer = read(node?.child('answer'), words);
  if (node === undefined || answer === undefined) return undefined;
  return declared(node, present({ answer, recheck: read(node.child('recheck'), flag) }));
}

function readOrdering(node: Node, ends: Ends, zone: string): Partial<Flow> {
  return present({
    cursor: readCursor(node.child('cursor')),
    order: readOrder(node.child('order')),
    reconcile: readReconcile(node.child('reconcile'), ends, zone),
  });
}

function readCursor(node: Node | undefined): Flow['cursor'] {
  if (node === undefined) return undefined;
  return declared(
    node,
    present({
      field: read(node.child('field'), words),
      param: read(node.child('param'), words),
      lookbackSeconds: read(node.child('lookback'), duration),
    }),
  );
}

function readOrder(node: Node | undefined): Flow['order'] {
  if (node === undefined) return undefined;
  const version = node.child('version');
  const stages = node.child('stages');
  return declared<Order>(node, {
    keep: read(node.child('keep'), oneOf('every', 'latest')) ?? 'every',
    ...present({
      key: read(node.child('key'), words),
      version: version === undefined ? undefined : readWords(version),
      stages: stages === undefined ? undefined : readWords(stages),
      current: read(node.child('current'), words),
    }),
  });
}

function readReconcile(node: Node | undefined, ends: Ends, zone: string): Flow['reconcile'] {
  if (node === undefined) return undefined;
  return declared(
    node,
    present({
      everySeconds: read(node.child('every'), span),
      read: readSteps(node.child('read'), 'read', ends)[0],
      deadline: readClock(node.child('deadline'), zone),
    }),
  );
}
