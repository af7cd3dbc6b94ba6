import { count, figure, share } from '../../../src/plan/figure.ts';
import type { Decision } from '../../../src/plan/decision.ts';
import type { Demand } from '../../../src/plan/flow.ts';
import type { PlannedLimit } from '../../../src/plan/system.ts';
import { markdown, short } from '../escape.ts';
import { extra, item, ranked, type Item, type Part, type Section } from '../section.ts';
import { bindingOf, limitOf, those, type Subject, type Told } from '../subject.ts';

/** Demand against every limit, and what the planned outage does. */
export function demand(subject: Subject): Section {
  const { flows } = subject;
  return {
    title: 'Demand and outage',
    path: 'flows.demand',
    parts: [
      demandTable(subject),
      { form: 'paragraph', items: [...unlimited(subject), ...callSizes(subject)] },
      ...flows.slice(0, 1).flatMap(budgetTable),
      { form: 'paragraph', items: flows.flatMap((told, index) => outage(subject, told, index)) },
      { form: 'list', items: flows.slice(0, 1).flatMap(waysOut) },
    ],
  };
}

function demandTable(subject: Subject): Part {
  const rows = subject.flows.flatMap(({ flow }) =>
    [...flow.demand]
      .sort((a, b) => b.use.value - a.use.value)
      .filter((found) => isFirst(subject, flow, found))
      .map((found) => {
        const limit = limitOf(found, subject.plan);
        const published = limit?.declared.source.kind === 'catalogue' ? ' (catalogue)' : '';
        const name = `${subject.many ? `${markdown(flow.id)}, ` : ''}${markdown(found.system)}: ${markdown(short(found.label))}${published}`;
        const binds = found === bindingOf(flow) ? '**binds** ' : '';
        return [
          name,
          count(found.average.value),
          peakOf(found, found === bindingOf(flow)),
          `${binds}${share(found.use.value)}`,
          originOf(limit),
        ];
      }),
  );
  return {
    form: 'table',
    head: ['Limit', 'Average', 'Peak', 'Use', 'From'],
    items: ranked(rows, { always: 6, from: 10, spread: 0.0003 }),
  };
}

/** Who names a limit, and our part of it where that is not the whole. */
function originOf(limit: PlannedLimit | undefined): string {
  if (limit === undefined) return '';
  const { declared, hard, reference } = limit;
  const ours =
    hard === undefined || hard.value === declared.value ? '' : `, ours ${count(hard.value)}`;
  const said = reference === 'documented' ? reference : origins[declared.source.kind];
  return `${said}${ours}`;
}

const origins: Readonly<Record<Decision['source']['kind'], string>> = {
  declared: 'file',
  documented: 'spec',
  catalogue: 'catalogue',
  derived: 'derived',
  default: 'assumed',
};

/** A limit that flows share is told once: demand is that of all of them together. */
function isFirst({ flows }: Subject, flow: Told['flow'], { limit, peak }: Demand): boolean {
  const first = flows.find((told) =>
    told.flow.demand.some((other) => other.limit === limit && other.peak.value === peak.value),
  );
  return first?.flow === flow;
}

/** The arithmetic where it matters: at the limit that binds, and where a good part is used. */
function peakOf({ peak, use }: Demand, binds: boolean): string {
  const formula = peak.formula ?? '';
  const isTold = (binds || use.value > smallUse) && / [x/] /.test(formula);
  return isTold && formula.split(' ').length <= longestFormula
    ? markdown(formula)
    : count(peak.value);
}

/** Words of an arithmetic that a cell still holds; the whole of a longer one stands in plan.json. */
const longestFormula = 9;

const smallUse = 0.2;

/** What no rate says: how much one call may hold. */
function callSizes({ called }: Subject): readonly Item[] {
  return called.flatMap(({ id, calls }) => {
    const sizes = (calls?.limits ?? []).filter(({ kind }) => kind === 'batch');
    return sizes.map(({ label: text }) =>
      item(0.0002, `${markdown(id)} takes ${markdown(short(text))}.`),
    );
  });
}

function unlimited({ called }: Subject): readonly Item[] {
  return called.flatMap(({ id, calls }) => {
    if (calls === undefined || calls.limitKnowledge.value !== 'unknown') return [];
    const rate =
      calls.effectiveRate === undefined ? '' : ` we start at ${figure(calls.effectiveRate)}`;
    return [item(0.1, `The limit of ${markdown(id)} is unknown;${rate}.`)];
  });
}

function budgetTable({ flow }: Told): readonly Part[] {
  if (flow.waiting !== undefined) {
    const { ours, firstAttempt, wait, secondAttempt, total } = flow.waiting;
    return [
      table(
        ['Budget', 'Time'],
        [
          ['Our own code', ours],
          ['First attempt', firstAttempt],
          ...(secondAttempt.value === 0
            ? []
            : ([
                ['Wait, at most', wait],
                ['Second attempt, only with this left', secondAttempt],
              ] as const)),
          ['**All, at most**', total],
        ],
      ),
    ];
  }
  if (flow.timetable === undefined) return [];
  const { start, prepare, work, confirm, slack, lastSafeMoment, deadline, attemptEvery } =
    flow.timetable;
  return [
    table(
      ['Timetable', 'Value'],
      [
        ['Start', start],
        // With a slack its arithmetic says these.
        ...(slack === undefined
          ? ([
              ['Ready after', prepare],
              ['Calls and transfer', work],
              ['Confirmed within', confirm],
            ] as const)
          : []),
        ['Attempts and look-ups every', attemptEvery],
        ['**Last safe moment**', lastSafeMoment],
        ['Deadline', deadline],
      ],
    ),
  ];
}

function table(
  head: readonly string[],
  rows: readonly (readonly [string, Decision | undefined])[],
): Part {
  return {
    form: 'table',
    head,
    items: rows.flatMap(([name, decision]) =>
      decision === undefined ? [] : [item(0, name, markdown(figure(decision)))],
    ),
  };
}

function outage(subject: Subject, told: Told, index: number): readonly Item[] {
  const text = { waiting: waitingOutage, run: runOutage, poll: queueOutage, queued: queueOutage }[
    told.style
  ](told);
  const name = subject.many ? `${markdown(told.flow.id)}: ` : '';
  return [
    item(index === 0 ? 0 : 24 + index, `${name}${text}`),
    ...(index > 0 ? [] : consequence(told)),
  ];
}

function waitingOutage({ flow, target }: Told): string {
  if (flow.waiting === undefined) return '';
  return `${markdown(target.id)} down for ${figure(flow.outage)}: ${arithmetic(flow.waiting.refusedPerOutage)} callers are refused; each gets "${markdown(flow.waiting.answer.value)}".${flow.waiting.loadWithRetries === undefined ? '' : ` With second attempts: ${arithmetic(flow.waiting.loadWithRetries)}.`}`;
}

function runOutage({ flow }: Told): string {
  const slack = flow.timetable?.slack;
  if (slack === undefined) return `One outage of ${figure(flow.outage)} delays the run by as much.`;
  const { size } = flow.timetable ?? {};
  const file = size === undefined ? '' : `One file: ${arithmetic(size)}. `;
  return `${file}Slack with one outage of ${figure(flow.outage)} in the window: ${arithmetic(slack)}.`;
}

function queueOutage({ flow, style, source, target }: Told): string {
  return those(
    style === 'poll'
      ? `${markdown(source.id)} down: its round comes later, nothing is lost.`
      : undefined,
    flow.backlog === undefined
      ? undefined
      : flow.largestBacklog === undefined
        ? `${markdown(target.id)} down for ${figure(flow.outage)}: ${arithmetic(flow.backlog)} wait.`
        : `The largest ${markdown(target.tenants?.what ?? 'endpoint')} down for ${figure(flow.outage)}: ${arithmetic(flow.largestBacklog)} of ${arithmetic(flow.backlog)} wait; the others do not notice.`,
    flow.drain === undefined ? undefined : `Drain: ${arithmetic(flow.drain)}.`,
    flow.worstLatency === undefined ||
      flow.worstLatency.value === null ||
      flow.verdict.value === 'infeasible' ||
      flow.expires !== undefined
      ? undefined
      : `Worst: ${arithmetic(flow.worstLatency)}.`,
    promise(flow),
  ).join(' ');
}

function promise(flow: Told['flow']): string | undefined {
  const { latencyTarget, worstLatency, expires, verdict } = flow;
  if (latencyTarget === undefined) return undefined;
  const target = figure(latencyTarget);
  if (verdict.value === 'infeasible')
    return `As declared, the promise of ${target} cannot be kept.`;
  if (isExceeded(flow))
    return `The promise of ${target} holds only with what the verdict asks for.`;
  if (expires !== undefined)
    return `Older than ${figure(expires)} is dropped and counted, so ${target} holds for what is sent.`;
  const worst = worstLatency?.value ?? Infinity;
  return worst <= latencyTarget.value
    ? `The promise of ${target} is kept even then.`
    : `The promise of ${target} is kept only while all is up.`;
}

/** Whether a limit holds only because of a measure that is not proven. */
function isExceeded({ demand: all }: Told['flow']): boolean {
  return all.some(({ use }) => use.value > 1);
}

const mostWays = 4;

/** What would make it work: for an infeasible flow the most important lines of the section. */
function waysOut({ flow }: Told): readonly Item[] {
  return flow.waysOut.map(({ id, text, formula }, index) =>
    item(
      flow.verdict.value === 'infeasible' && id !== 'items-that-fit' && index < mostWays
        ? 0
        : (isExceeded(flow) ? 0.0003 : 0.3) * (1 + index),
      `Way out: ${markdown(text)} (${markdown(formula)})`,
    ),
  );
}

function consequence({ flow }: Told): readonly Item[] {
  return [
    ...(flow.drainAtLimit === undefined
      ? []
      : [item(0.02, `At the whole limit: ${arithmetic(flow.drainAtLimit)}.`)]),
    ...(flow.fullBacklog === undefined
      ? []
      : [
          item(
            0.03,
            `If nothing expired: ${arithmetic(flow.fullBacklog)}${flow.fullDrain === undefined ? '' : `, drained ${arithmetic(flow.fullDrain)}`}.`,
          ),
        ]),
    ...(flow.neededRate === undefined
      ? []
      : [item(0, `All of them in time: ${arithmetic(flow.neededRate)}.`)]),
    ...(flow.microBatch === undefined
      ? []
      : [
          item(
            1,
            `Batches: ${arithmetic(flow.microBatch.callsPerDay)} calls a day; one call an item: ${arithmetic(flow.microBatch.naiveCallsPerDay)}.`,
          ),
        ]),
    item(extra + 1, markdown(flow.verdict.reason)),
  ];
}

function arithmetic(decision: Decision): string {
  return markdown(decision.formula ?? figure(decision));
}
