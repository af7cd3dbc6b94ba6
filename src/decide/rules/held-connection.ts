import type { HeldConnection } from '../../model/held-connection.ts';
import type { Integration, System } from '../../model/integration.ts';
import type { RequestLimit } from '../../model/limit.ts';
import type { Declared } from '../../model/place.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedConnection } from '../../plan/held-connection.ts';
import type { Settings } from '../../plan/plan.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt, settle, type Rule, type Settled } from '../rule.ts';
import { declaredLimits } from './limits.ts';
import { decideTraffic } from './traffic.ts';

const day = 86_400;

/** What a connection is decided from. */
interface Subject {
  readonly system: System;
  readonly stream: Declared<HeldConnection>;
  readonly owner: string;
  readonly settings: Settings;
  readonly integration: Integration;
}

/** The connection over which a system tells us of events; undefined where the file names none. */
export function decideConnection(
  system: System,
  { settings, integration }: { settings: Settings; integration: Integration },
): PlannedConnection | undefined {
  const { stream } = system;
  if (stream === undefined) return undefined;
  const owner = `systems.${system.id}.connection`;
  const subject = { system, stream, owner, settings, integration };
  const connects = connectsOf(subject);
  const life = lifetimeOf(subject);
  return {
    via: stated(`${owner}.via`, declaredAt(stream.at), {
      value: stream.value.via,
      reason: `${system.id} tells us over a connection that we open and hold, so nothing of ours must be reachable from outside.`,
    }),
    resume: settle(resume, owner, subject),
    jitter: jitterOf(subject, connects),
    ...resyncOf(subject),
    ...(life === undefined ? {} : rollOver(owner, life)),
    deadAfter: deadAfter(subject),
    figures: [connects, resyncPace(subject), ...(life === undefined ? [] : [life])],
  };
}

type Resumed = Pick<Subject, 'stream'>;

/** What follows a gap. */
export const resume: Rule<Resumed, string> = {
  id: 'resume',
  cases: [
    ({ stream }: Resumed): Settled<string> | undefined =>
      stream.value.replaySeconds === 0
        ? {
            value: 'a snapshot after each gap, then what is newer',
            source: declaredAt(stream.at),
            reason:
              'Nothing that was missed can be asked for again, so only reading the present state closes a gap.',
          }
        : undefined,
    ({ stream }: Resumed): Settled<string> | undefined =>
      stream.value.replaySeconds === undefined
        ? undefined
        : {
            value: `the stored position, within ${duration(stream.value.replaySeconds)}; after that a snapshot`,
            source: declaredAt(stream.at),
            reason:
              'Missed messages can be asked for again by the last position that was stored with its work, until they are forgotten.',
          },
  ],
  otherwise: ({ stream }) => ({
    value: 'a snapshot after each gap, until somebody says how far back it replays',
    source: declaredAt(stream.at),
    reason:
      'Nobody says whether missed messages can be asked for again, and what may be lost has to be read.',
  }),
};

function connectsOf({ system, owner }: Subject): Decision<number> {
  const limit = connectLimit(system);
  const perSecond = limit === undefined ? defaults.connects : limit.requests / limit.perSeconds;
  return stated(`${owner}.connects`, sourceOf(system, limit), {
    value: perSecond,
    unit: 'calls/s',
    reason:
      limit === undefined
        ? 'Nobody says how often one may connect, so one connection a second is taken.'
        : 'The limit of connecting holds when all processes come back at once.',
  });
}

// All clients lose their connections together when the other side restarts.
function jitterOf({ owner, settings }: Subject, connects: Decision<number>): Decision<number> {
  const { instances, utilisation } = settings;
  const value = instances.value / (utilisation.value * connects.value);
  return derived(
    `${owner}.jitter`,
    {
      value,
      unit: 's',
      reason:
        'Processes that come back spread over this time stay within what may connect; there is no last attempt.',
      formula: `${count(instances.value)} / (${count(utilisation.value)} x ${rate(connects.value)}) = ${duration(value)}`,
    },
    [instances, utilisation, connects],
  );
}

function connectLimit(system: System): RequestLimit | undefined {
  return declaredLimits(system).find(
    (limit): limit is RequestLimit =>
      limit.kind === 'requests' && limit.operations?.includes('connect') === true,
  );
}

function sourceOf(system: System, limit: RequestLimit | undefined): Decision['source'] {
  return limit === undefined || system.limits === undefined
    ? byDefault('connects')
    : declaredAt(system.limits.at);
}

function resyncOf(subject: Subject): Pick<PlannedConnection, 'resyncCalls' | 'resync'> {
  const { system, owner, integration, settings } = subject;
  const flow = integration.flows.find(({ from }) => from === system.id);
  const keys = flow === undefined ? undefined : decideTraffic(flow).keys;
  if (keys === undefined) return {};
  const pace = resyncPace(subject);
  const { utilisation } = settings;
  const calls = derived(
    `${owner}.resync-calls`,
    {
      value: keys.value,
      unit: 'calls',
      reason: 'After a gap that cannot be replayed each entity is subscribed or read once.',
      formula: `${count(keys.value)} x 1`,
    },
    [keys],
  );
  const value = calls.value / (utilisation.value * pace.value);
  return {
    resyncCalls: calls,
    resync: derived(
      `${owner}.resync`,
      {
        value,
        unit: 's',
        reason: 'So long the state of some entities is old after such a gap.',
        formula: `${count(calls.value)} / (${count(utilisation.value)} x ${rate(pace.value)}) = ${duration(value)}`,
      },
      [calls, utilisation, pace],
    ),
  };
}

function resyncPace({ system, owner }: Subject): Decision<number> {
  const paced = declaredLimits(system).filter(
    (limit): limit is RequestLimit =>
      limit.kind === 'requests' &&
      limit.key === undefined &&
      limit.operations?.includes('connect') !== true,
  );
  const rates = paced.map(({ requests, perSeconds }) => requests / perSeconds);
  const value = rates.length === 0 ? defaults.unknownRateLeast : Math.min(...rates);
  return stated(
    `${owner}.resync-rate`,
    rates.length === 0 || system.limits === undefined
      ? byDefault('unknownRateLeast')
      : declaredAt(system.limits.at),
    {
      value,
      unit: 'calls/s',
      reason:
        rates.length === 0
          ? `Nobody says how fast ${system.id} may be asked, so one entity a second is taken.`
          : `The tightest limit of ${system.id} sets the pace of subscribing and reading.`,
    },
  );
}

function lifetimeOf({ stream, owner }: Subject): Decision<number> | undefined {
  const lifetime = stream.value.lifetimeSeconds;
  if (lifetime === undefined) return undefined;
  return stated(`${owner}.lifetime`, declaredAt(stream.at), {
    value: lifetime,
    unit: 's',
    reason: 'The other side ends every connection after this time.',
  });
}

function rollOver(
  owner: string,
  life: Decision<number>,
): Pick<PlannedConnection, 'overlap' | 'rollOvers'> {
  const lifetime = life.value;
  const overlap = Math.min(defaults.overlapMost, lifetime / defaults.overlapShare);
  return {
    overlap: derived(
      `${owner}.overlap`,
      {
        value: overlap,
        unit: 's',
        reason:
          'The next connection is open and subscribed before the old one ends; what both bring is dropped once by its id.',
        formula: `min(${duration(defaults.overlapMost)}, ${duration(lifetime)} / ${count(defaults.overlapShare)}) = ${duration(overlap)}`,
      },
      [life],
    ),
    rollOvers: derived(
      `${owner}.roll-overs`,
      {
        value: day / (lifetime - overlap),
        unit: 'calls/day',
        reason: 'So often a connection is replaced, and each time something can be lost.',
        formula: `${duration(day)} / (${duration(lifetime)} - ${duration(overlap)}) = ${count(day / (lifetime - overlap))}`,
      },
      [life],
    ),
  };
}

function deadAfter({ stream, owner }: Subject): Decision<number> {
  const { pingSeconds: ping, pongWithinSeconds: pong } = stream.value;
  if (ping === undefined) {
    return stated(`${owner}.dead-after`, byDefault('deadAfter'), {
      value: defaults.deadAfter,
      unit: 's',
      reason:
        'Nobody says how often a sign of life is due, so two missed pings of 30 s are taken for the end.',
    });
  }
  const answer = pong ?? ping;
  return stated(`${owner}.dead-after`, declaredAt(stream.at), {
    value: ping + answer,
    unit: 's',
    reason:
      'A connection can be dead without an error, so a sign of life that stays out ends it and the next one is opened.',
    formula: `${duration(ping)} + ${duration(answer)} = ${duration(ping + answer)}`,
  });
}
