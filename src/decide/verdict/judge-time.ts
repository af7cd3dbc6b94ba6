import { count, duration } from '../../plan/figure.ts';
import type { PlannedFlow, Timetable, WayOut } from '../../plan/flow.ts';
import type { FlowContext } from '../flow-context.ts';
import { shortestBetween } from '../rules/clock.ts';
import { slowestSystem } from '../rules/waiting-caller.ts';
import { judgeDrain } from './judge-drain.ts';
import { judgeHours } from './judge-hours.ts';
import type { Judgement } from './judgement.ts';

/** The figures of a flow that its promise is measured by. */
export type TimeFigures = Pick<
  PlannedFlow,
  | 'backlog'
  | 'drain'
  | 'drainAtLimit'
  | 'fullBacklog'
  | 'fullDrain'
  | 'neededRate'
  | 'expires'
  | 'timetable'
  | 'priority'
  | 'closedHours'
>;

/** What the clock says: deadline, waiting caller, poll and drain. */
export function judgeTime(context: FlowContext, figures: TimeFigures): readonly Judgement[] {
  return [
    ...judgeDeadline(context, figures),
    ...judgeShortNight(context, figures),
    ...judgeWaiting(context),
    ...judgePoll(context),
    ...judgeDrain(context, figures),
    ...judgeHours(context, figures.closedHours),
  ];
}

function judgeDeadline(
  { draft, outage }: FlowContext,
  { timetable }: TimeFigures,
): readonly Judgement[] {
  const slack = timetable?.slack;
  if (timetable === undefined || slack === undefined || slack.value >= 0) return [];
  const isGuessed = !draft.traffic.volumeKnown && isInTimeWithoutWork(timetable);
  return [
    {
      verdict: isGuessed ? 'feasible if' : 'infeasible',
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

// Once a year the clocks go forward; a window over that hour is shorter by it.
function judgeShortNight(
  { draft, outage }: FlowContext,
  { timetable }: TimeFigures,
): readonly Judgement[] {
  const { schedule, deadline } = draft.flow;
  const { slack, window } = timetable ?? {};
  const start = schedule?.value.at;
  if (slack === undefined || window === undefined || slack.value < 0) return [];
  if (start === undefined || deadline === undefined) return [];
  const lost = window.value - shortestBetween(start, deadline.value);
  const late = lost - slack.value;
  if (late <= 0) return [];
  const formula = `${duration(slack.value)} - ${duration(lost)} = -${duration(late)}`;
  return [
    {
      verdict: 'feasible if',
      kind: 'deadline',
      sentence: `In the night in which the clocks go forward the window is ${duration(lost)} shorter, and an outage of ${duration(outage.value)} in it misses ${timetable?.deadline?.value ?? 'the deadline'} by ${duration(late)}.`,
      formula,
      inputs: [slack, window],
      waysOut: [
        {
          id: 'start-earlier-once',
          text: `Start ${duration(late)} earlier in that night, or always.`,
          formula,
        },
      ],
    },
  ];
}

// Where nobody knows the volume, only what is late without any work is certain to be late.
function isInTimeWithoutWork({ slack, work }: Timetable): boolean {
  return (slack?.value ?? 0) + (work?.value ?? 0) >= 0;
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
        waysOut: [
          answerLater(draft.flow.to),
          grantMore(latencyP99.value, {
            budget: budget.value,
            calls: draft.flow.steps.length,
            ours: draft.waiting?.ours.value ?? 0,
          }),
        ],
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
      waysOut: [
        grantMore(latencyP99.value, {
          budget: budget.value,
          calls: draft.flow.steps.length,
          ours: draft.waiting?.ours.value ?? 0,
        }),
      ],
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

function grantMore(
  slow: number,
  { calls, ours }: { budget: number; calls: number; ours: number },
): WayOut {
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
  return {
    id: 'poll-slower',
    text: `Poll every ${duration(floor)} at most.`,
    formula: duration(floor),
  };
}
