import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedFlow, WayOut } from '../../plan/flow.ts';
import type { FlowContext } from '../flow-context.ts';
import { slowestSystem } from '../rules/waiting-caller.ts';
import type { Judgement } from './judgement.ts';

/** The figures of a flow that its promise is measured by. */
export type TimeFigures = Pick<
  PlannedFlow,
  'backlog' | 'drain' | 'drainAtLimit' | 'fullBacklog' | 'fullDrain' | 'neededRate' | 'expires' | 'timetable'
>;

/** What the clock says: deadline, waiting caller, poll and drain. */
export function judgeTime(context: FlowContext, figures: TimeFigures): readonly Judgement[] {
  return [
    ...judgeDeadline(context, figures),
    ...judgeWaiting(context),
    ...judgePoll(context),
    ...judgeDrain(context, figures),
  ];
}

function judgeDeadline({ outage }: FlowContext, { timetable }: TimeFigures): readonly Judgement[] {
  const slack = timetable?.slack;
  if (timetable === undefined || slack === undefined || slack.value >= 0) return [];
  return [
    {
      verdict: 'infeasible',
      kind: 'deadline',
      sentence: `With one outage of ${duration(outage.value)} the run misses ${timetable.deadline?.value ?? 'its deadline'} by ${duration(-slack.value)}.`,
      formula: slack.formula ?? '',
      inputs: [slack],
      waysOut: [
        {
          id: 'start-earlier',
          text: `Start ${duration(-slack.value)} earlier, or move the deadline by as much.`,
          formula: slack.formula ?? '',
        },
      ],
    },
  ];
}

function judgeWaiting({ draft, called }: FlowContext): readonly Judgement[] {
  const slowest = slowestSystem(called);
  const budget = draft.waiting?.budget;
  if (budget === undefined || slowest === undefined) return [];
  const { latencyP50, latencyP99 } = slowest.policy;
  if (latencyP50.value > budget.value) {
    return [
      {
        verdict: 'infeasible',
        kind: 'synchronous',
        sentence: `The caller grants a call ${duration(budget.value)}, but half of the calls to ${slowest.id} take longer than ${duration(latencyP50.value)}.`,
        formula: `${duration(latencyP50.value)} > ${duration(budget.value)}`,
        inputs: [latencyP50, budget],
        waysOut: [answerLater(draft.flow.to), grantMore(latencyP99.value, { budget: budget.value, calls: draft.flow.steps.length, ours: draft.waiting?.ours.value ?? 0 })],
      },
    ];
  }
  if (latencyP99.value <= budget.value) return [];
  return [
    {
      verdict: 'feasible if',
      kind: 'synchronous',
      sentence: `The slowest call in a hundred to ${slowest.id} takes ${duration(latencyP99.value)} and is cut at ${duration(budget.value)}, so the fallback must be good enough for it.`,
      formula: `${duration(latencyP99.value)} > ${duration(budget.value)}`,
      inputs: [latencyP99, budget],
      waysOut: [grantMore(latencyP99.value, { budget: budget.value, calls: draft.flow.steps.length, ours: draft.waiting?.ours.value ?? 0 })],
    },
  ];
}

function answerLater(to: string): WayOut {
  return {
    id: 'answer-later',
    text: `Answer 202 at once and call back when ${to} has answered.`,
    formula: 'no caller waits',
  };
}

function grantMore(slow: number, { calls, ours }: { budget: number; calls: number; ours: number }): WayOut {
  const steps = Math.max(1, calls);
  const total = slow * steps + ours;
  return {
    id: 'grant-more',
    text: `Let the caller wait ${duration(total)}.`,
    formula: `${count(steps)} x ${duration(slow)} + ${duration(ours)} = ${duration(total)}`,
  };
}

function judgePoll({ draft }: FlowContext): readonly Judgement[] {
  const { poll, latencyTarget, flow } = draft;
  if (poll === undefined) return [];
  if (poll.interval.value < poll.floor.value) {
    return [
      {
        verdict: 'infeasible',
        kind: 'poll',
        sentence: `${flow.from} is asked every ${duration(poll.interval.value)}, but its floor is ${duration(poll.floor.value)}.`,
        formula: `${duration(poll.interval.value)} < ${poll.floor.formula ?? duration(poll.floor.value)}`,
        inputs: [poll.interval, poll.floor],
        waysOut: [slower(poll.floor.value)],
      },
    ];
  }
  if (latencyTarget === undefined || poll.interval.value <= latencyTarget.value) return [];
  return [
    {
      verdict: 'infeasible',
      kind: 'poll',
      sentence: `A change in ${flow.from} is seen up to ${duration(poll.interval.value)} late, because its limits bear no more polls, and ${duration(latencyTarget.value)} are promised.`,
      formula: `${duration(poll.interval.value)} > ${duration(latencyTarget.value)}`,
      inputs: [poll.interval, latencyTarget],
      waysOut: [
        {
          id: 'promise-later',
          text: `Promise ${duration(2 * poll.interval.value)}, or have ${flow.from} push.`,
          formula: `2 x ${duration(poll.interval.value)} = ${duration(2 * poll.interval.value)}`,
        },
      ],
    },
  ];
}

function slower(floor: number): WayOut {
  return { id: 'poll-slower', text: `Poll every ${duration(floor)} at most.`, formula: duration(floor) };
}

function judgeDrain(context: FlowContext, figures: TimeFigures): readonly Judgement[] {
  const { draft, outage } = context;
  const { drain, backlog } = figures;
  const target = draft.latencyTarget;
  if (drain === undefined || backlog === undefined || target === undefined) return [];
  if (drain.value !== null && drain.value <= target.value) return [];
  const full = figures.fullBacklog ?? backlog;
  const atLimit = figures.fullDrain ?? figures.drainAtLimit;
  const planned = drain.value === null ? 'do not drain at the planned pace while the peak lasts' : `drain in ${duration(drain.value)}`;
  const whole = atLimit === undefined || atLimit.value === null || atLimit.value === drain.value ? '' : `, in ${duration(atLimit.value)} at the whole limit`;
  const subject = figures.fullBacklog === undefined ? planned : drainOfFull(atLimit?.value ?? null);
  const tail = figures.fullBacklog === undefined ? whole : '';
  return [
    {
      verdict: 'feasible if',
      kind: 'drain',
      sentence: `An outage of ${duration(outage.value)} in the peak leaves ${count(full.value)} events that ${subject}${tail}, against ${duration(target.value)}${measure(figures)}.`,
      formula: [full.formula, drain.formula, atLimit?.formula].filter((part) => part !== undefined).join('; '),
      inputs: [full, drain, target, ...(atLimit === undefined ? [] : [atLimit])],
      waysOut: drainWays(context, figures),
    },
  ];
}

function drainOfFull(seconds: number | null): string {
  return seconds === null ? 'never drain while the peak lasts' : `would drain in ${duration(seconds)} at the whole limit`;
}

function measure({ expires, fullBacklog, backlog }: TimeFigures): string {
  if (fullBacklog === undefined || backlog === undefined) return '; late items must be acceptable after an outage';
  const dropped = expires === undefined ? 'replaced by newer ones' : `expire after ${duration(expires.value)}, the newest first`;
  return `; so items ${expires === undefined ? 'are ' : ''}${dropped}, and ${count(backlog.value)} are left`;
}

function drainWays({ draft }: FlowContext, { neededRate, expires, backlog }: TimeFigures): readonly WayOut[] {
  const { keys } = draft.traffic;
  const ways: WayOut[] = [];
  if (expires === undefined && draft.latencyTarget !== undefined) {
    const left = draft.traffic.peakRate.value * draft.latencyTarget.value;
    ways.push({
      id: 'expire',
      text: `Let items expire after ${duration(draft.latencyTarget.value)} and send the newest first: ${count(left)} are left.`,
      formula: `${rate(draft.traffic.peakRate.value)} x ${duration(draft.latencyTarget.value)} = ${count(left)}`,
    });
  }
  if (keys !== undefined && draft.flow.order?.value.keep !== 'latest' && keys.value < (backlog?.value ?? 0)) {
    ways.push({
      id: 'latest-wins',
      text: `Let a newer item replace the one that waits: at most ${count(keys.value)} are left.`,
      formula: `min(${count(backlog?.value ?? 0)}, ${count(keys.value)}) = ${count(Math.min(keys.value, backlog?.value ?? 0))}`,
    });
  }
  if (neededRate !== undefined) {
    ways.push({
      id: 'higher-rate',
      text: `Ask for ${rate(neededRate.value)}, which drains in time.`,
      formula: neededRate.formula ?? '',
    });
  }
  return ways;
}
