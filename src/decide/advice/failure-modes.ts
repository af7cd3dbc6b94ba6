import type { FailureMode } from '../../plan/plan.ts';
import { connectionFailures } from './connections.ts';
import { endpointFailures } from './endpoints.ts';
import type { FailureKind } from './failure-kind.ts';
import { callFailures } from './failures-calls.ts';
import { limitFailures } from './failures-limits.ts';
import { queueFailures } from './failures-queues.ts';
import { runFailures } from './failures-runs.ts';
import type { FlowCase } from './subject.ts';
import { twoWayFailures } from './two-way.ts';

/** Lines that a reader still takes in. */
const most = 8;

// The order is the order of importance within a flow; the most endangered flow comes first.
const kinds: readonly FailureKind[] = [
  ...limitFailures,
  ...callFailures,
  ...runFailures,
  ...twoWayFailures,
  ...endpointFailures,
  ...connectionFailures,
  ...queueFailures,
];

/** What fails between these systems; each way once, told for the flow that it endangers most. */
export function failureModesOf(cases: readonly FlowCase[]): readonly FailureMode[] {
  return kinds
    .flatMap((kind) => {
      const subject = cases.find((candidate) => kind.applies(candidate));
      return subject === undefined ? [] : [{ kind, subject }];
    })
    .sort((a, b) => cases.indexOf(a.subject) - cases.indexOf(b.subject))
    .map(({ kind, subject }) => kind.mode(subject))
    .slice(0, most);
}
