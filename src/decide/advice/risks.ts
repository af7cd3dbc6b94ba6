import { figure, times } from '../../plan/figure.ts';
import type { Risk } from '../../plan/plan.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { bindingOf, isFile, isRepeatHarmful, limitOf, type FlowCase } from './subject.ts';
import { connectionRisk, hasConnection } from './connections.ts';
import { endpointRisk, isDelivered } from './endpoints.ts';
import { twoWayRisk } from './two-way.ts';

interface RiskKind {
  readonly applies: (subject: FlowCase) => boolean;
  readonly risk: (subject: FlowCase) => Risk;
}

/** More than three highest risks are none. */
const most = 3;

/** The components that deserve to be proven first, ranked. */
export function risksOf(cases: readonly FlowCase[]): readonly Risk[] {
  return kinds
    .flatMap((kind) => {
      const subject = cases.find((candidate) => kind.applies(candidate));
      return subject === undefined ? [] : [kind.risk(subject)];
    })
    .slice(0, most);
}

/** A limit of each entity that the flow comes near to. */
function keyedLimit(subject: FlowCase): PlannedLimit | undefined {
  const demand = bindingOf(subject.flow);
  if (demand === undefined || demand.use.value < nearLimit) return undefined;
  const limit = limitOf(demand, [...subject.called, subject.source]);
  return limit?.key === undefined ? undefined : limit;
}

const nearLimit = 0.5;

const useOf = ({ flow }: FlowCase): number => bindingOf(flow)?.use.value ?? 0;

// The order is the ranking: what cannot work, what does harm that nobody undoes, what is not known.
const kinds: readonly RiskKind[] = [
  {
    applies: (subject) => useOf(subject) > 1,
    risk: (subject) => ({
      component: `capacity of ${bindingOf(subject.flow)?.system ?? ''}`,
      why: `demand is ${times(useOf(subject))} what "${bindingOf(subject.flow)?.label ?? ''}" allows`,
      proof: 'measure for a week how many calls can be saved',
    }),
  },
  {
    applies: ({ style, flow }) => style === 'run' && flow.timetable?.lastSafeMoment !== undefined,
    risk: ({ flow, target }) => ({
      component: `${isFile(target) ? 'upload' : 'run'} to ${target.id}`,
      why: `${flow.duplicate.value === 'harmless' ? 'a late run is lost' : flow.duplicate.value}, and after ${flow.timetable?.lastSafeMoment === undefined ? '' : figure(flow.timetable.lastSafeMoment)} nobody can mend it`,
      proof: isFile(target)
        ? 'cut the line in mid-upload, compare hashes'
        : 'stop a run half way and start it again; nothing happens twice',
    }),
  },
  { applies: ({ flow }) => flow.twoWay !== undefined, risk: twoWayRisk },
  { applies: isDelivered, risk: endpointRisk },
  { applies: hasConnection, risk: connectionRisk },
  {
    applies: ({ style, flow }) =>
      style !== 'run' &&
      isRepeatHarmful(flow) &&
      flow.steps.some(({ repeatable }) => !repeatable.value),
    risk: ({ flow, target }) => ({
      component: `writes to ${target.id}`,
      why:
        flow.duplicate.source.kind === 'declared'
          ? `${flow.duplicate.value}; no key protects the call`
          : 'a repeat does harm and no key protects the call',
      proof: 'kill the worker in mid-call; nothing happens twice',
    }),
  },
  {
    applies: (subject) => keyedLimit(subject) !== undefined,
    risk: (subject) => ({
      component: `count by ${keyedLimit(subject)?.key ?? ''}`,
      why: `"${keyedLimit(subject)?.label ?? ''}"${keyedLimit(subject)?.reference === undefined ? '' : ` (${keyedLimit(subject)?.reference ?? ''})`} must survive a restart`,
      proof: `kill the worker in mid-round; no ${keyedLimit(subject)?.key ?? ''} gets a call too many`,
    }),
  },
  {
    applies: ({ style }) => style === 'waiting',
    risk: ({ flow, target }) => ({
      component: `time budget towards ${target.id}`,
      why: `${flow.waiting === undefined ? 'the budget' : figure(flow.waiting.budget)} must hold for attempts and waits together`,
      proof: `a stub that hangs; no caller waits beyond ${flow.waiting === undefined ? 'the total' : figure(flow.waiting.total)}`,
    }),
  },
  {
    applies: ({ called }) => called.some(({ auth }) => auth.rotatingRefreshToken),
    risk: ({ called }) => ({
      component: `refresh token of ${called.find(({ auth }) => auth.rotatingRefreshToken)?.id ?? ''}`,
      why: 'once lost, a person must consent again',
      proof: 'renew from two processes at once',
    }),
  },
  {
    applies: ({ flow }) => isSlowToDrain(flow),
    risk: ({ flow, target }) => ({
      component: `recovery of ${target.id}`,
      why:
        flow.drain?.value === null || flow.drain === undefined
          ? 'the backlog does not drain while the peak lasts'
          : `the backlog needs ${figure(flow.drain)}, the promise is ${flow.latencyTarget === undefined ? 'shorter' : figure(flow.latencyTarget)}`,
      proof: `block ${target.id} for ${figure(flow.outage)} under peak load`,
    }),
  },
  {
    applies: ({ target }) => target.calls?.limitKnowledge.value === 'unknown',
    risk: ({ target }) => ({
      component: `limit of ${target.id}`,
      why: 'nobody knows it; the first refusal may come in production',
      proof: `ask ${target.id} in writing, then raise the rate step by step against a sandbox`,
    }),
  },
  {
    applies: ({ source, style }) => style === 'queued' && source.webhook !== undefined,
    risk: ({ source }) => ({
      component: `receiver of ${source.id}`,
      why: 'what is acknowledged before it is stored is gone',
      proof: 'kill it between insert and answer; the event is there once',
    }),
  },
  {
    applies: ({ target }) => target.api === undefined,
    risk: ({ target }) => ({
      component: `port of ${target.id}`,
      why: 'written by hand; no description checks it',
      proof: 'every method against a sandbox, errors included',
    }),
  },
];

/** Whether an outage is felt for longer than the promise. */
export function isSlowToDrain({ drain, latencyTarget }: FlowCase['flow']): boolean {
  if (drain === undefined) return false;
  return drain.value === null || drain.value > (latencyTarget?.value ?? Infinity);
}
