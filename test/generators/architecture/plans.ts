import { decideAdvice } from '../../../src/decide/advice/advice.ts';
import type { Flow, Integration } from '../../../src/model/integration.ts';
import type { Decision, DecisionValue, Source, Unit } from '../../../src/plan/decision.ts';
import type { Pattern, PlannedFlow } from '../../../src/plan/flow.ts';
import type { Plan, PlannedCompliance, Settings } from '../../../src/plan/plan.ts';
import type { Verdict } from '../../../src/plan/verdict.ts';
import type { CallPolicy, PlannedLimit, PlannedSystem } from '../../../src/plan/system.ts';

const byDefault: Source = { kind: 'default', name: 'test' };
const byFile: Source = { kind: 'declared', file: 'integration.yaml', line: 1, column: 1 };

/** A decision of a plan that was made by hand. */
function decision<T extends DecisionValue>(
  id: string,
  value: T,
  more: { unit?: Unit; formula?: string; source?: Source; reason?: string } = {},
): Decision<T> {
  return { id, value, source: byDefault, reason: `Somebody settled ${id} so.`, ...more };
}

const seconds = (id: string, value: number, source: Source = byDefault): Decision<number> =>
  decision(id, value, { unit: 's', source });

/** What a flow made by hand is like. */
export interface FlowWish {
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly pattern?: Pattern;
  readonly verdict?: Verdict;
  /** Events a second at the peak. */
  readonly peak?: number;
  readonly allowed?: number;
  readonly data?: string;
  readonly steps?: readonly string[];
  readonly expires?: number;
  readonly duplicate?: string;
}

/** What a plan made by hand is like. */
export interface PlanWish {
  readonly name?: string;
  readonly description?: string;
  readonly systems: readonly string[];
  readonly flows: readonly FlowWish[];
  readonly compliance?: Partial<PlannedCompliance>;
}

/** A whole plan with figures that fit together, without the stages before it. */
export function planOf(wish: PlanWish): Plan {
  const settings = settingsOf();
  const wished = wish.flows.map((flow) => ({ ...flow, to: flow.to ?? wish.systems[1] ?? '' }));
  const systems = wish.systems.map((id) => systemOf(id, wished));
  const flows = wish.flows.map((flow, index) => flowOf(flow, index, wish.systems));
  const compliance: PlannedCompliance = {
    data: [],
    exclude: [],
    redact: [],
    frameworks: [],
    rules: [],
    decisions: [],
    ...wish.compliance,
  };
  const worst = flows.find(({ verdict }) => verdict.value === 'infeasible') ?? flows[0];
  const integration: Integration = {
    name: wish.name ?? 'orders',
    file: 'integration.yaml',
    assume: {},
    deployment: {},
    output: 'out',
    systems: [],
    flows: [] as readonly Flow[],
  };
  return {
    name: integration.name,
    file: integration.file,
    ...(wish.description === undefined ? {} : { description: wish.description }),
    settings,
    systems,
    flows,
    verdict: decision('verdict', worst?.verdict.value ?? 'feasible'),
    compliance,
    advice: decideAdvice({ integration, settings, systems, flows, compliance }),
  };
}

function settingsOf(): Settings {
  return {
    outage: seconds('settings.outage', 300),
    utilisation: decision('settings.utilisation', 0.8, { unit: 'share' }),
    jitter: seconds('settings.jitter', 0.25),
    instances: decision('settings.instances', 1),
    limiterStore: decision('settings.limiter-store', 'memory'),
    secretStore: decision('settings.secret-store', 'environment reference'),
    timezone: decision('settings.timezone', 'UTC'),
    slo: decision('settings.slo', 0.999, { unit: 'share' }),
  };
}

function systemOf(id: string, flows: readonly FlowWish[]): PlannedSystem {
  const steps = flows.flatMap((flow) => (flow.to === id ? (flow.steps ?? ['create thing']) : []));
  const called = steps.length > 0;
  const owner = `systems.${id}`;
  const allowed = flows.find((flow) => flow.to === id)?.allowed;
  return {
    id,
    description: `the ${id}`,
    kind: 'rest',
    owned: false,
    called,
    auth: {
      method: decision(`${owner}.auth.method`, 'HTTP bearer token'),
      secrets: [`${id.toUpperCase().replace(/[^A-Z]/g, 'X')}_KEY`],
      scopes: decision<readonly string[]>(`${owner}.auth.scopes`, []),
      refused: [],
      schemes: [],
      rotatingRefreshToken: false,
      byHand: [],
    },
    operations: [],
    port: { methods: steps.map((step) => ({ step, mode: 'do', flows: [] })) },
    ...(called ? { calls: callsOf(owner, allowed) } : {}),
  };
}

function callsOf(owner: string, allowed: number | undefined): CallPolicy {
  return {
    outage: seconds(`${owner}.outage`, 300),
    latencyP50: seconds(`${owner}.latency-p50`, 0.3),
    latencyP99: seconds(`${owner}.latency-p99`, 2),
    latencyMean: seconds(`${owner}.latency-mean`, 0.418),
    limits: allowed === undefined ? [] : [limitOf(owner, allowed)],
    limitKnowledge: decision(
      `${owner}.limit-knowledge`,
      allowed === undefined ? 'unknown' : 'declared',
    ),
    effectiveRate: decision(`${owner}.effective-rate`, allowed ?? 1, { unit: 'calls/s' }),
    retry: {
      attempts: decision(`${owner}.retry.attempts`, 1),
      base: seconds(`${owner}.retry.base`, 0.2),
      factor: decision(`${owner}.retry.factor`, 2),
      cap: seconds(`${owner}.retry.cap`, 2),
      jitter: decision(`${owner}.retry.jitter`, 'full'),
      statuses: decision<readonly number[]>(
        `${owner}.retry.statuses`,
        [408, 425, 429, 500, 502, 503, 504],
      ),
      budget: decision(`${owner}.retry.budget`, 0.1, { unit: 'share' }),
      budgetFloor: decision(`${owner}.retry.budget-floor`, 3),
    },
    timeouts: {
      attempt: seconds(`${owner}.timeouts.attempt`, 6),
    },
    concurrency: decision(`${owner}.concurrency`, 2),
    breaker: {
      failureShare: decision(`${owner}.breaker.failure-share`, 0.5, { unit: 'share' }),
      minimumCalls: decision(`${owner}.breaker.minimum-calls`, 20),
      window: seconds(`${owner}.breaker.window`, 10),
      consecutiveFailures: decision(`${owner}.breaker.consecutive-failures`, 5),
      failureAge: seconds(`${owner}.breaker.failure-age`, 600),
      open: seconds(`${owner}.breaker.open`, 30),
      scope: decision(`${owner}.breaker.scope`, 'the system'),
      reachable: decision(
        `${owner}.breaker.reachable`,
        'only the row can be reached at this traffic',
      ),
    },
    throttled: decision<readonly string[]>(`${owner}.throttled`, ['HTTP 429']),
    throttleSignals: [{ status: 429 }],
  };
}

function limitOf(owner: string, allowed: number): PlannedLimit {
  const id = `${owner}.limits.0`;
  return {
    id,
    label: `${String(allowed)} calls per 1 s`,
    kind: 'requests',
    declared: decision(`${id}.declared`, allowed),
    windowSeconds: 1,
    hard: decision(`${id}.hard`, allowed),
    plannedRate: decision(`${id}.planned-rate`, allowed * 0.8, { unit: 'calls/s' }),
    limiter: {
      form: 'window',
      max: decision(`${id}.limiter.max`, allowed),
      windowMs: decision(`${id}.limiter.window-ms`, 1250, { unit: 'ms' }),
    },
  };
}

function flowOf(wish: FlowWish, index: number, systems: readonly string[]): PlannedFlow {
  const [from = 'a', to = 'b'] = [wish.from ?? systems[0], wish.to ?? systems[1]];
  const { pattern, peak, id, data, verdict, steps } = {
    pattern: 'event' as const,
    peak: 5,
    id: `flow-${String.fromCharCode(97 + index)}`,
    data: 'orders of the shop',
    verdict: 'feasible' as const,
    steps: ['create thing'],
    ...wish,
  };
  const owner = `flows.${id}`;
  const isCall = pattern === 'request/response';
  return {
    id,
    from,
    to,
    data,
    trigger: isCall ? 'call' : 'event',
    triggerNames: isCall ? ['priceCheck'] : ['order.paid'],
    pattern: decision(`${owner}.pattern`, pattern),
    protocol: decision(`${owner}.protocol`, 'HTTPS webhook in, REST out'),
    alternatives: [
      { option: 'Kafka', cost: `a cluster for ${String(peak)} events a second` },
      { option: 'Nightly batch', cost: 'everything is a day late' },
    ],
    downside: decision(`${owner}.downside`, 'in an outage everything is late'),
    ...trafficOf(owner, peak),
    ...stepsOf(owner, to, steps),
    ...demandOf(owner, { to, peak, allowed: wish.allowed }),
    outage: seconds(`${owner}.outage`, 300),
    verdict: decision(`${owner}.verdict`, verdict, {
      reason: 'Demand stays below every limit that is known.',
    }),
    waysOut: [],
    ...effectsOf(owner, wish.duplicate),
    ...formOf(owner, pattern, peak),
    ...(wish.expires === undefined ? {} : { expires: seconds(`${owner}.expires`, wish.expires) }),
  };
}

type Part<Key extends keyof PlannedFlow> = Pick<PlannedFlow, Key>;

function trafficOf(
  owner: string,
  peak: number,
): Part<'averageRate' | 'peakRate' | 'peaks' | 'volume' | 'volumeKnown' | 'itemSize'> {
  return {
    averageRate: decision(`${owner}.average-rate`, peak / 5, { unit: 'events/s' }),
    peakRate: decision(`${owner}.peak-rate`, peak, { unit: 'events/s' }),
    peaks: [],
    volume: decision(`${owner}.volume`, 30_000),
    volumeKnown: true,
    itemSize: decision(`${owner}.item-size`, 2000, { unit: 'B' }),
  };
}

function stepsOf(
  owner: string,
  system: string,
  steps: readonly string[],
): Part<'steps' | 'callsPerEvent'> {
  return {
    steps: steps.map((name) => ({
      name,
      system,
      mode: 'do',
      per: 'item',
      calls: decision(`${owner}.steps.${name}.calls`, 1),
      repeatable: decision(`${owner}.steps.${name}.repeatable`, false),
    })),
    callsPerEvent: decision(`${owner}.calls-per-event`, 1),
  };
}

function demandOf(
  owner: string,
  { to, peak, allowed }: { to: string; peak: number; allowed: number | undefined },
): Part<'demand' | 'binding' | 'headroom'> {
  if (allowed === undefined) return { demand: [] };
  const use = peak / allowed;
  const formula = `${String(peak)}/s x 1 call x 1 s = ${String(peak)}`;
  return {
    demand: [
      {
        limit: `systems.${to}.limits.0`,
        system: to,
        label: `${String(allowed)} calls per 1 s`,
        average: decision(`${owner}.demand.0.average`, peak / 5),
        peak: decision(`${owner}.demand.0.peak`, peak, { formula }),
        use: decision(`${owner}.demand.0.use`, use, { unit: 'share' }),
      },
    ],
    binding: decision(`${owner}.binding`, `systems.${to}.limits.0`),
    headroom: decision(`${owner}.headroom`, 1 - use, { unit: 'share' }),
  };
}

function effectsOf(
  owner: string,
  duplicate: string | undefined,
): Part<'outgoingKey' | 'ambiguous' | 'order' | 'duplicate' | 'loss'> {
  return {
    outgoingKey: decision(
      `${owner}.outgoing-key`,
      'UUIDv5 of event id and step, the same on every attempt',
    ),
    ambiguous: decision(`${owner}.ambiguous`, 'a person decides, nothing is sent again by itself'),
    order: decision(`${owner}.order`, 'none is promised and none is needed'),
    duplicate: decision(`${owner}.duplicate`, duplicate ?? 'does harm', {
      source: duplicate === undefined ? byDefault : byFile,
    }),
    loss: decision(`${owner}.loss`, 'does harm'),
  };
}

function formOf(
  owner: string,
  pattern: Pattern,
  peak: number,
): Part<'deadLetter'> & Partial<PlannedFlow> {
  const latencyTarget = seconds(`${owner}.latency-target`, 30);
  const none = decision(`${owner}.dead-letter.none`, 'nothing is kept for a caller that has gone');
  if (pattern === 'request/response') {
    return { latencyTarget, waiting: waitingOf(owner, peak), deadLetter: { none } };
  }
  if (pattern === 'batch') return { timetable: timetableOf(owner), deadLetter: { none } };
  const held = { latencyTarget, ...heldOf(owner, peak * 300) };
  if (pattern !== 'poll') return held;
  return {
    ...held,
    poll: {
      interval: seconds(`${owner}.poll.interval`, 120),
      floor: seconds(`${owner}.poll.floor`, 60),
      cursor: decision(`${owner}.poll.cursor`, 'updated_at, read again from a little before'),
    },
  };
}

function heldOf(
  owner: string,
  backlog: number,
): Pick<
  PlannedFlow,
  'deadLetter' | 'queue' | 'backlog' | 'drain' | 'worstLatency' | 'queueRetry' | 'inbox'
> {
  return {
    queue: decision(`${owner}.queue`, 'SQLite'),
    backlog: decision(`${owner}.backlog`, backlog, {
      unit: 'events',
      formula: `${String(backlog / 300)}/s x 300 s = ${String(backlog)}`,
    }),
    drain: seconds(`${owner}.drain`, 500),
    worstLatency: seconds(`${owner}.worst-latency`, 860),
    inbox: {
      key: decision(`${owner}.inbox.key`, 'the event id'),
      keep: seconds(`${owner}.inbox.keep`, 604_800),
    },
    queueRetry: {
      base: seconds(`${owner}.queue-retry.base`, 1),
      factor: decision(`${owner}.queue-retry.factor`, 2),
      cap: seconds(`${owner}.queue-retry.cap`, 60),
      early: seconds(`${owner}.queue-retry.early`, 600),
      lateCap: seconds(`${owner}.queue-retry.late-cap`, 900),
      horizon: seconds(`${owner}.queue-retry.horizon`, 172_800),
      minimumSpan: seconds(`${owner}.queue-retry.minimum-span`, 86_400),
    },
    deadLetter: {
      what: decision(`${owner}.dead-letter.what`, 'permanent refusals and what crashed the worker'),
      keep: seconds(`${owner}.dead-letter.keep`, 1_209_600),
      owner: decision(`${owner}.dead-letter.owner`, 'the team that runs it'),
    },
  };
}

function waitingOf(owner: string, peak: number): NonNullable<PlannedFlow['waiting']> {
  return {
    total: seconds(`${owner}.waiting.total`, 2),
    ours: seconds(`${owner}.waiting.ours`, 0.15),
    budget: seconds(`${owner}.waiting.budget`, 1.85),
    firstAttempt: seconds(`${owner}.waiting.first-attempt`, 0.9),
    wait: seconds(`${owner}.waiting.wait`, 0.05),
    secondAttempt: seconds(`${owner}.waiting.second-attempt`, 0.9),
    refusedPerOutage: decision(`${owner}.waiting.refused-per-outage`, peak * 300, {
      unit: 'callers',
    }),
    answer: decision(`${owner}.waiting.answer`, 'Unavailable'),
    concurrency: decision(`${owner}.waiting.concurrency`, 5),
  };
}

function timetableOf(owner: string): NonNullable<PlannedFlow['timetable']> {
  return {
    start: decision(`${owner}.timetable.start`, '01:00 UTC'),
    deadline: decision(`${owner}.timetable.deadline`, '04:00 UTC'),
    window: seconds(`${owner}.timetable.window`, 10_800),
    prepare: seconds(`${owner}.timetable.prepare`, 600),
    confirm: seconds(`${owner}.timetable.confirm`, 1800),
    work: seconds(`${owner}.timetable.work`, 10),
    slack: seconds(`${owner}.timetable.slack`, 8090),
    lastSafeMoment: decision(`${owner}.timetable.last-safe-moment`, '03:30 UTC'),
    attemptEvery: seconds(`${owner}.timetable.attempt-every`, 300),
  };
}
