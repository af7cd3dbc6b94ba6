import { describedSystems, systemNames } from '../../../src/emit/output-names.ts';
import { resilienceExcerpt } from '../../../src/emit/resilience-text.ts';
import { clockText, figure } from '../../../src/plan/figure.ts';
import type { Decision } from '../../../src/plan/decision.ts';
import type { QueueRetry } from '../../../src/plan/flow.ts';
import type { CallPolicy, PlannedLimit, PlannedSystem } from '../../../src/plan/system.ts';
import { clip, code, markdown, short } from '../escape.ts';
import { byHand, item, type Item, type Part, type Section } from '../section.ts';
import { criticalOf, those, type Subject, type Told } from '../subject.ts';

const day = 86_400;
/** From here on retries may use up a quota. */
const tight = 0.5;

type Row = readonly [name: string, text: string | undefined, priority: number];

/** How calls fail, what is tried again, and where it ends. */
export function errors(subject: Subject): Section {
  const [first] = subject.flows;
  if (first === undefined) return { title: 'Errors and retry', path: 'systems.calls', parts: [] };
  const told = { ...first, target: criticalOf(first, subject) };
  const others = subject.called.filter(({ id }) => id !== told.target.id);
  return {
    title: 'Errors and retry',
    path: 'systems.calls',
    parts: [
      { form: 'table', head: ['For', headOf(told)], items: rows(rowsOf(told)) },
      ...excerpt(subject),
      { form: 'list', items: others.flatMap((system, index) => briefly(system, index)) },
    ],
  };
}

/** A system without a client gets none of this from the output. */
function headOf({ target }: Told): string {
  return `${markdown(target.id)}${target.api === undefined ? byHand : ''}`;
}

/** Some lines of the settings that the output holds, as they stand there. */
function excerpt({ plan, called }: Subject): readonly Part[] {
  const described = describedSystems(plan);
  const system = called.find((candidate) => described.includes(candidate));
  if (system === undefined) return [];
  const lines = resilienceExcerpt(system, mostLines);
  if (lines.length === 0) return [];
  return [
    { form: 'paragraph', items: [item(0, `From ${code(systemNames(plan, system).resilience)}:`)] },
    { form: 'fence', language: 'ts', lines },
  ];
}

const mostLines = 20;

function rows(all: readonly Row[]): readonly Item[] {
  return all.flatMap(([name, text, priority]) =>
    text === undefined || text === '' ? [] : [item(priority, name, text)],
  );
}

function rowsOf(told: Told): readonly Row[] {
  const { calls } = told.target;
  return [
    ['Time-out', calls === undefined ? undefined : timeouts(calls, told), 0],
    ...layer(told),
    ['Retryable', calls === undefined ? undefined : retried(calls, told), 0],
    ['Login refused', login(told), 0],
    ['Throttled', calls === undefined ? undefined : throttled(calls, told), 0],
    ['Quota gone', quota(told), 0],
    ['Breaker', calls === undefined ? undefined : breaker(calls, told), 0],
    ['Limiter', limiters(calls), 0.07],
    ['Permanent', permanent(told), 0],
  ];
}

function timeouts({ timeouts: { attempt } }: CallPolicy, { flow }: Told): string {
  const whole = flow.waiting === undefined ? figure(attempt) : figure(flow.waiting.firstAttempt);
  return `${whole} an attempt, body included`;
}

function layer(told: Told): readonly Row[] {
  const { flow, style, target } = told;
  if (style === 'waiting') return [['Attempts', waitingAttempts(told), 0]];
  if (style === 'run') return [['Attempts', runAttempts(told), 0]];
  const retry = flow.queueRetry;
  if (retry === undefined)
    return target.calls === undefined ? [] : [['Attempts', clientAttempts(target.calls), 0]];
  return [
    [
      'Attempts',
      `${rounds(told)}queue alone${byHand}: ${queueWait(retry)}${retry.schedule === undefined ? `; ${span(retry, flow)}` : ''}`,
      0,
    ],
  ];
}

/** What is read by the clock is read again by the clock. */
function rounds({ flow, style, source, target }: Told): string {
  if (style !== 'poll' || target.id !== source.id) return '';
  const isCounted = target.calls?.limits.some(({ key }) => key !== undefined) === true;
  const kept = isCounted ? ' (the limit keeps a call for that)' : '';
  return flow.poll === undefined
    ? ''
    : `a failed read once more${kept}, then the next round; writes: `;
}

function waitingAttempts({ flow: { waiting, steps }, target }: Told): string {
  if (steps.every(({ repeatable }) => !repeatable.value)) return 'one; nothing is sent twice';
  if (waiting === undefined || waiting.secondAttempt.value === 0)
    return 'one; a second does not fit the budget';
  const share = target.calls?.retry.budget;
  const most = share === undefined ? '' : `, for at most ${figure(share)} of the calls`;
  return `a second one only if ${figure(waiting.secondAttempt)} are left, after a random wait up to ${figure(waiting.wait)}${most}`;
}

function isFile({ kind }: PlannedSystem): boolean {
  return kind === 'sftp' || kind === 'file';
}

function runAttempts({ flow: { timetable }, target }: Told): string {
  if (timetable?.attemptEvery === undefined) return 'again with the next run';
  const until =
    timetable.lastSafeMoment === undefined ? '' : ` until ${figure(timetable.lastSafeMoment)}`;
  const most = timetable.attempts === undefined ? '' : `, ${figure(timetable.attempts)} at most`;
  return `${isFile(target) ? 'the same bytes' : 'what is not done'} every ${figure(timetable.attemptEvery)}${until}${most}`;
}

function clientAttempts({ retry }: CallPolicy): string {
  return `${figure(retry.attempts)}, ${figure(retry.jitter)} jitter, base ${figure(retry.base)}, factor ${figure(retry.factor)}, cap ${figure(retry.cap)}`;
}

function span({ minimumSpan, horizon }: QueueRetry, { expires }: Told['flow']): string {
  return expires === undefined
    ? `for ${figure(minimumSpan)} at least, ${figure(horizon)} at most`
    : `an item until it is ${figure(expires)} old; the worker never gives up`;
}

function queueWait(retry: QueueRetry): string {
  const { schedule } = retry;
  if (schedule === undefined) return steps(retry);
  return `${figure({ ...schedule, value: schedule.value.length + 1, unit: 'attempts' })} by the schedule above, each up to a tenth later`;
}

function steps({ base, factor, cap, early, lateCap }: QueueRetry): string {
  return `${figure(base)} x ${figure(factor)}^n, cap ${figure(cap)} (after ${figure(early)} ${figure(lateCap)}), upper half random`;
}

function retried({ retry }: CallPolicy, { flow, style, target }: Told): string {
  const safe = flow.steps.every(({ repeatable }) => repeatable.value);
  const isHttp = overHttp.has(target.kind);
  const throttles = new Set(target.calls?.throttleSignals.map(({ status }) => status));
  const failures = retry.statuses.value.filter((status) => !throttles.has(status));
  const what = isHttp ? `network errors, ${failures.join('/')}` : 'broken connections';
  if (!isHttp || style === 'run') return what;
  return safe
    ? `${what}; ambiguous ones too, same key and body`
    : `${what}; writes only if nothing was sent, else ambiguous (below)`;
}

/** A refused login, which is no fault of a single call. */
function login({ style, target }: Told): string {
  if (target.kind === 'sftp' || target.kind === 'file') return 'a person at once';
  const fresh = target.auth.renewal === undefined ? '' : 'one fresh token, then ';
  return `${fresh}${style === 'waiting' ? 'the fallback' : 'pause'}, alert`;
}

function throttled(
  { throttled: signals, penalty, limits }: CallPolicy,
  { style, target }: Told,
): string | undefined {
  if (!overHttp.has(target.kind) || (limits.length === 0 && style === 'run')) return undefined;
  const lock = penalty === undefined ? '' : `, at least ${figure(penalty)}`;
  const told = signals.value
    .filter((text) => !signals.value.some((other) => other.startsWith(`${text} `)))
    .join(', ');
  const end = style === 'waiting' ? 'past the budget the fallback' : 'no attempt spent';
  const published = signals.source.kind === 'catalogue' ? ' (catalogue)' : '';
  return `${markdown(told)}${published}: ${whose(limits, target)} (${code('Retry-After')}, else backoff${lock}), ${end}`;
}

/** A quota of a day or longer that is used up is no fault that passes. */
function quota({ flow, target, style }: Told): string | undefined {
  const spent = (target.calls?.limits ?? []).find(
    ({ windowSeconds, kind, key }) =>
      kind !== 'batch' && key === undefined && (windowSeconds ?? 0) >= day,
  );
  if (spent === undefined) return undefined;
  const sign =
    spent.remaining === undefined
      ? `${markdown(short(spent.label))}, counted here`
      : `${code(spent.remaining)} at zero`;
  const until =
    spent.resets === undefined || spent.resets === 'clock'
      ? 'its window frees calls'
      : `the reset at ${clockText(spent.resets)}`;
  const budget = flow.queueRetry?.dailyBudget;
  const isTight = flow.demand.some(({ limit, use }) => limit === spent.id && use.value > tight);
  const most = budget === undefined || !isTight ? '' : `; retries at most ${figure(budget)} a day`;
  const then = style === 'waiting' ? 'the fallback' : 'parked without backoff';
  return `${sign}: ${then} until ${until}${most}`;
}

function whose(limits: CallPolicy['limits'], { tenants }: Told['target']): string {
  const isApart = limits.some(({ perTenant }) => perTenant === true);
  return isApart && tenants !== undefined ? `that ${markdown(tenants.what)} pauses` : 'all pause';
}

function breaker({ breaker: policy }: CallPolicy, { style }: Told): string {
  if (policy.none !== undefined) return `none: ${markdown(clip(why(policy.none), 30))}`;
  const meanwhile =
    style === 'waiting' ? 'callers answered at once' : 'work waits, no attempt spent';
  return `${markdown(policy.reachable.value)}; ${markdown(policy.scope.value)}; open ${figure(policy.open)}, one probe; ${meanwhile}`;
}

function limiters(calls: CallPolicy | undefined): string | undefined {
  const texts = (calls?.limits ?? []).flatMap((limit) => those(limiter(limit)));
  return texts.length === 0 ? undefined : `${texts.slice(0, 3).join('; ')}; retries included`;
}

function limiter({ limiter: form }: PlannedLimit): string | undefined {
  if (form === undefined) return undefined;
  if (form.form === 'window') return `${figure(form.max)} in any ${figure(form.windowMs)}`;
  if (form.form === 'bucket')
    return `bucket of ${figure(form.capacity)}, refilled at ${figure(form.refillPerSecond)}`;
  if (form.form === 'spaced') return `one each ${figure(form.spacingMs)}`;
  if (form.form === 'calendar')
    return `${figure(form.max)} until the reset, then ${figure(form.settleMs)} more`;
  if (form.form === 'line')
    return `a line of ${figure(form.bytesPerSecond)}, one body after the other`;
  return `${figure(form.max)} at a time`;
}

/** What is not tried again, and where it goes. */
function permanent({ flow, style }: Told): string {
  if (style === 'waiting')
    return 'other refusals go to the caller; nothing is kept, for a late answer has no use';
  if (flow.deadLetter.none !== undefined)
    return `nothing is set aside: ${markdown(clip(why(flow.deadLetter.none), 30))}`;
  const { keep, owner } = flow.deadLetter;
  const each = flow.microBatch === undefined ? '' : ' of single elements';
  const end = flow.expires === undefined ? 'never outages' : 'never stale items';
  return `other refusals${each}, repeated crashes, ${end}: set aside${byHand}, owner ${markdown(owner.value)}, redacted, ${figure(keep)}`;
}

/** Why there is none: the value says so only where it is more than a word. */
function why({ value, reason }: Decision<string>): string {
  const text = value === 'none' ? reason : value;
  return `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`;
}

function briefly({ id, calls }: PlannedSystem, index: number): readonly Item[] {
  if (calls === undefined) return [];
  const open =
    calls.breaker.none === undefined ? `, breaker open ${figure(calls.breaker.open)}` : '';
  return [
    item(
      46 + index,
      `${markdown(id)}: attempt ${figure(calls.timeouts.attempt)}, ${figure(calls.concurrency)} at a time${open}.`,
    ),
  ];
}

/** Kinds of systems that answer with a status of HTTP. */
const overHttp: ReadonlySet<PlannedSystem['kind']> = new Set(['rest', 'graphql', 'webhook']);
