import type { Step } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedStep } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { derived, stated } from '../derive.ts';
import type { CalledSystem, FlowContext } from '../flow-context.ts';
import { atLeast } from '../tidy.ts';
import { arrivalsInOutage } from './backlog.ts';
import { isOneFile } from './idempotency.ts';
import { keyStated, statedIdempotency } from './repeatable.ts';

/** What happens after a time-out when nobody knows whether a call took effect: for the most delicate step. */
export function ambiguousOutcome(
  context: FlowContext,
  steps: readonly PlannedStep[],
): Decision<string> {
  const { draft } = context;
  const id = `flows.${draft.flow.id}.ambiguous`;
  const harmless = draft.flow.duplicate?.value === 'harmless';
  const unsafes = harmless ? [] : unsafeSteps(draft.flow.steps, steps);
  const [unsafe] = unsafes;
  const decisions = steps.map((step) => step.repeatable);
  if (unsafe === undefined) return safeOutcome(id, { draft, harmless, decisions });
  const said = statedIdempotency(unsafe, draft.system(unsafe.system));
  const lookUp = said?.value.find(({ kind }) => kind === 'lookup');
  const isSearched = draft.system(unsafe.system).consistency !== undefined;
  if (lookUp !== undefined || isSearched) {
    const field = lookUp?.kind === 'lookup' ? lookUp.field : 'our key';
    return lookUpFirst(id, { field, unsafe, context, decisions });
  }
  return draft.flow.expires === undefined
    ? byPerson(id, { unsafes, unsafe, context, decisions })
    : untilStale(id, { unsafe, draft, decisions });
}

/** What nobody can look up is a person's to decide, and how often that is. */
function byPerson(
  id: string,
  at: {
    readonly unsafes: readonly Step[];
    readonly unsafe: Step;
    readonly context: FlowContext;
    readonly decisions: readonly Decision[];
  },
): Decision<string> {
  const { unsafes, unsafe, context, decisions } = at;
  const system = context.called.find((candidate) => candidate.id === unsafe.system);
  const people = peopleAsked(system, context);
  return derived(
    id,
    {
      value: `${namesOf(unsafes)} never again by itself; a person looks in ${unsafe.system} and decides, about ${count(people.value)} cases an outage`,
      reason: `${unsafe.system} neither recognises a repeat nor can be searched, so only a person can tell whether "${unsafe.name}" took effect; an outage leaves about ${count(people.value)} such cases.`,
      formula: people.formula,
    },
    [...decisions, context.outage, ...people.inputs],
  );
}

/** How long the key that is forgotten first is remembered, which ends the blind repeats of the whole flow. */
export function keyRetention({ flow, system }: FlowContext['draft']): Decision<number> | undefined {
  const found = flow.steps.flatMap((step) => {
    const said = keyStated(step, system(step.system));
    return (said?.value ?? []).flatMap((means) =>
      said !== undefined &&
      (means.kind === 'header' || means.kind === 'field') &&
      means.retentionSeconds !== undefined
        ? [{ system: step.system, seconds: means.retentionSeconds, source: said.source }]
        : [],
    );
  });
  const shortest = found.sort((a, b) => a.seconds - b.seconds)[0];
  if (shortest === undefined) return undefined;
  return stated(`flows.${flow.id}.key-retention`, shortest.source, {
    value: shortest.seconds,
    unit: 's',
    reason: `${shortest.system} remembers a key so long; a repeat that comes later would count as new.`,
  });
}

function untilForgotten(id: string, retention: Decision<number>): Decision<string> {
  const { retentionReserve, retentionShare } = defaults;
  const seconds = retention.value;
  const safe = seconds - Math.min(retentionReserve, seconds / retentionShare);
  return derived(
    id,
    {
      value: `repeat with the same key and body within ${duration(safe)} of the first send; after that a look-up, else a person`,
      reason: 'Every step recognises a repeat, but only as long as its key is remembered.',
      formula: `${duration(seconds)} - min(${duration(retentionReserve)}, ${duration(seconds)} / ${count(retentionShare)}) = ${duration(safe)}`,
    },
    [retention],
  );
}

function safeOutcome(
  id: string,
  at: {
    readonly draft: FlowContext['draft'];
    readonly harmless: boolean;
    readonly decisions: readonly Decision[];
  },
): Decision<string> {
  const { draft, harmless, decisions } = at;
  if (isOneFile(draft)) return fileOutcome(id, decisions);
  const retention = harmless ? undefined : keyRetention(draft);
  if (retention !== undefined) return untilForgotten(id, retention);
  return derived(
    id,
    {
      value: 'repeat with the same key and body',
      reason:
        'Every step may be sent again: it only reads, or the other side recognises the repeat, or a second effect does no harm.',
    },
    decisions,
  );
}

function unsafeSteps(all: readonly Step[], planned: readonly PlannedStep[]): readonly Step[] {
  return all.filter(
    ({ mode }, index) => mode === 'do' && planned[index]?.repeatable.value === false,
  );
}

function namesOf(steps: readonly Step[]): string {
  return steps.map(({ name }) => `"${name}"`).join(', ');
}

/** What goes stale before anyone could look is counted and left. */
function untilStale(
  id: string,
  at: { unsafe: Step; draft: FlowContext['draft']; decisions: readonly Decision[] },
): Decision<string> {
  const { unsafe, draft, decisions } = at;
  const receipt = draft.flow.steps.find(({ confirm }) => confirm?.value.kind === 'event')?.confirm;
  const settled =
    receipt?.value.kind === 'event' ? `; "${receipt.value.event}" tells whether it arrived` : '';
  return derived(
    id,
    {
      value: `"${unsafe.name}" is not sent again and counted as unknown${settled}; a newer event goes out by itself`,
      reason: `${unsafe.system} recognises no repeat, and the item is stale after ${duration(draft.flow.expires?.value ?? 0)}, before a person could decide.`,
    },
    decisions,
  );
}

function fileOutcome(id: string, decisions: readonly Decision[]): Decision<string> {
  return derived(
    id,
    {
      value:
        'look for the file and its confirmation; the same bytes under the same name only where neither is there; after the last safe moment a person',
      reason:
        'A broken transfer leaves a temporary name that nobody reads, so only the rename can have been missed, and that can be seen.',
    },
    decisions,
  );
}

function lookUpFirst(
  id: string,
  at: { field: string; unsafe: Step; context: FlowContext; decisions: readonly Decision[] },
): Decision<string> {
  const { field } = at;
  const lag = at.context.draft.system(at.unsafe.system).consistency?.value.readAfterWriteSeconds;
  if (typeof lag === 'number') {
    return derived(
      id,
      {
        value: `wait ${duration(lag)}, look up by ${field}, then decide`,
        reason: `${at.unsafe.system} can be searched and shows a write after ${duration(lag)}, so what a look-up does not find then was not done.`,
      },
      at.decisions,
    );
  }
  return derived(
    id,
    {
      value: `an intent row stands before "${at.unsafe.name}"; look up by ${field}: found is done; not found proves nothing, for the index of ${at.unsafe.system} lags (unknown how long), so a person decides`,
      reason: `Nobody says when a look-up in ${at.unsafe.system} sees a write, so finding nothing proves nothing.`,
    },
    at.decisions,
  );
}

// Calls that are open as the outage begins, and at most one fresh item a probe, as far as items arrive.
function peopleAsked(
  system: CalledSystem | undefined,
  { draft, outage }: FlowContext,
): { value: number; formula: string; inputs: readonly (string | Decision)[] } {
  if (system === undefined) return { value: 2, formula: '2', inputs: [] };
  const { concurrency, breaker, timeouts } = system.policy;
  const peak = system.loads.reduce((sum, load) => sum + load.peak.value, 0);
  const flying = Math.max(1, Math.min(concurrency.value, atLeast(peak * timeouts.attempt.value)));
  const open = breaker.none === undefined ? breaker.open : undefined;
  const arrived = atLeast(arrivalsInOutage(draft, outage.value));
  const probes = open === undefined ? 0 : Math.min(Math.floor(outage.value / open.value), arrived);
  const value = flying + 2 + probes;
  const probing =
    open === undefined
      ? ''
      : ` (min(floor(${duration(outage.value)} / ${duration(open.value)}), ${count(arrived)} arrivals))`;
  return {
    value,
    formula: `${count(flying)} in flight (max(1, min(${count(concurrency.value)}, ceil(${rate(peak)} x ${duration(timeouts.attempt.value)})))) + 2 + ${count(probes)} probes${probing} = ${count(value)}`,
    inputs: [
      concurrency,
      `systems.${system.id}.peak-calls`,
      timeouts.attempt,
      ...(open === undefined ? [] : [open, draft.traffic.peakRate]),
    ],
  };
}
