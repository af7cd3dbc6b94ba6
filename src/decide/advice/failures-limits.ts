import { figure } from '../../plan/figure.ts';
import type { FailureMode } from '../../plan/plan.ts';
import type { PlannedLimit, PlannedSystem } from '../../plan/system.ts';
import type { FailureKind } from './failure-kind.ts';
import type { FlowCase } from './subject.ts';

/** What fails because somebody counts: for each entity, for each tenant, in points, in several processes. */
export const limitFailures: readonly FailureKind[] = [
  {
    id: 'one-call-too-many',
    applies: (subject) => keyed(subject) !== undefined,
    mode: (subject) => ({
      failure: `a call too many for one ${keyed(subject)?.limit.key ?? ''}: "${keyed(subject)?.limit.label ?? ''}"`,
      detection: `count by ${keyed(subject)?.limit.key ?? ''}, kept in the store`,
      mitigation: 'retries count too; at the limit the next window is waited for',
      byHand: keyed(subject)?.system.api === undefined,
    }),
  },
  {
    id: 'consent-ends',
    applies: (subject) => consenting(subject) !== undefined,
    mode: consentEnds,
  },
  {
    id: 'tenant-crowds-out',
    applies: (subject) => apart(subject) !== undefined,
    mode: crowdedOut,
  },
  {
    id: 'cost-rises',
    applies: (subject) => costly(subject) !== undefined,
    mode: (subject) => ({
      failure: `${costly(subject)?.system.id ?? ''} counts more points for a call than the file says`,
      detection: costly(subject)?.system.calls?.throttled.value[0] ?? 'refusals',
      mitigation: 'the bucket pauses; correct the cost in the file',
      byHand: costly(subject)?.system.api === undefined,
    }),
  },
  {
    id: 'processes-add-up',
    applies: ({ settings, target }) =>
      settings.instances.value > 1 && (target.calls?.limits.length ?? 0) > 0,
    mode: ({ settings, target }) => ({
      failure: `${figure(settings.instances)} processes together exceed a limit of ${target.id}`,
      detection: target.calls?.throttled.value[0] ?? 'refusals',
      mitigation: `counted in one place (${settings.limiterStore.value})`,
      byHand: target.api === undefined,
    }),
  },
];

function consentEnds(subject: FlowCase): FailureMode {
  const { auth, tenants } = consenting(subject) ?? {};
  const reminders = (auth?.consentReminders ?? []).map(figure).join(' and ');
  return {
    failure: `the consent of one ${tenants?.what ?? 'account'} ends after ${auth?.consent === undefined ? 'its time' : figure(auth.consent)}`,
    detection: 'days that are left',
    mitigation: `reminders ${reminders} before; then it alone is paused`,
    byHand: true,
  };
}

function crowdedOut(subject: FlowCase): FailureMode {
  const tenants = apart(subject)?.tenants;
  const what = tenants?.what ?? 'tenant';
  return {
    failure: `one ${what} with ${tenants === undefined ? 'most' : figure(tenants.largestShare)} of the calls crowds out the others`,
    detection: `age of the oldest, by ${what}`,
    mitigation: `limit, breaker and ${tenants === undefined ? '' : `${figure(tenants.concurrency)} `}of its own each`,
    byHand: apart(subject)?.api === undefined,
  };
}

interface Found {
  readonly system: PlannedSystem;
  readonly limit: PlannedLimit;
}

function limitsOf({ called, source, flow }: FlowCase): readonly Found[] {
  const systems = flow.poll === undefined || called.includes(source) ? called : [...called, source];
  return systems.flatMap((system) =>
    (system.calls?.limits ?? []).map((limit) => ({ system, limit })),
  );
}

/** A limit of each entity that this flow alone may not meet twice. */
function keyed(subject: FlowCase): Found | undefined {
  const { flow } = subject;
  return limitsOf(subject).find(
    ({ limit }) =>
      limit.key !== undefined &&
      flow.demand.some(({ limit: id, use }) => id === limit.id && use.value >= nearLimit),
  );
}

const nearLimit = 0.5;

function costly(subject: FlowCase): Found | undefined {
  return limitsOf(subject).find(({ limit }) => limit.kind === 'points');
}

function apart({ called }: FlowCase): PlannedSystem | undefined {
  return called.find(({ tenants }) => tenants !== undefined);
}

function consenting({ called, source }: FlowCase): PlannedSystem | undefined {
  return [...called, source].find(({ auth }) => auth.consent !== undefined);
}
