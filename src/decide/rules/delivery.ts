import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedDelivery } from '../../plan/delivery.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { SystemUse } from '../use.ts';

/** Whether a system stands for addresses of others that receive our events. */
export function isEndpoints({ kind }: System): boolean {
  return kind?.value === 'webhook';
}

/** How events are delivered to the endpoints of others; undefined for any other system. */
export function decideDelivery(system: System, use: SystemUse): PlannedDelivery | undefined {
  if (!isEndpoints(system) || use.flows.length === 0) return undefined;
  const owner = `systems.${system.id}.delivery`;
  const schedule = deliverySchedule(system.id);
  const span = deliverySpan(system.id);
  return {
    signature: stated(`${owner}.signature`, byDefault('deliverySignature'), {
      value:
        'HMAC-SHA256 of id.timestamp.body (Standard Webhooks), webhook-id the same on each attempt',
      reason:
        'Receivers verify it with libraries that exist; the id stays the same on each attempt, so they can drop a repeat, and a second signature carries the next secret while it changes.',
    }),
    addresses: stated(`${owner}.addresses`, byDefault('deliveryAddresses'), {
      value:
        'https, port 443; private, loopback, link-local, metadata refused; the checked address is called; no redirects',
      reason:
        'An address that a stranger gives could be one inside our own network, at once or after the name was checked.',
    }),
    disabled: stated(`${owner}.disabled`, byDefault('deliveryDisabled'), {
      value: `410 at once; else when every attempt failed for ${duration(span.value)}; its owner is told`,
      reason:
        'Who answers 410 wants nothing more, and who answers nothing for days has left; both would only fill the queue.',
    }),
    schedule,
    attempts: derived(
      `${owner}.attempts`,
      {
        value: `${count(schedule.value.length + 1)}: at once, then after ${schedule.value.map(duration).join(', ')}`,
        reason:
          'The first pauses bridge a restart, the last ones a weekend at the other side; jitter only makes a pause longer.',
      },
      [schedule],
    ),
    span,
    lost: lostAttempts(owner, use, schedule),
  };
}

/** The pauses between attempts, for a queue before endpoints. */
export function deliverySchedule(system: string): Decision<readonly number[]> {
  return stated(`systems.${system}.delivery.schedule`, byDefault('deliverySchedule'), {
    value: defaults.deliverySchedule,
    reason:
      'The schedule that Standard Webhooks proposes: people at the other side need days and not minutes to mend their endpoint.',
  });
}

/** Seconds from the first attempt to the last. */
export function deliverySpan(system: string): Decision<number> {
  const value = defaults.deliverySchedule.reduce<number>((sum, pause) => sum + pause, 0);
  return derived(
    `systems.${system}.delivery.span`,
    {
      value,
      unit: 's',
      reason: 'The pauses add up to this, and jitter only makes it longer.',
      formula: `${defaults.deliverySchedule.map(duration).join(' + ')} = ${duration(value)}`,
    },
    [deliverySchedule(system)],
  );
}

// Each event for an endpoint that is down is tried as often as the schedule says.
function lostAttempts(
  owner: string,
  { peakCalls }: SystemUse,
  schedule: Decision<readonly number[]>,
): Decision<number> {
  const part = defaults.deliveryHanging;
  const more = schedule.value.length;
  const value = peakCalls.value * part * more;
  return derived(
    `${owner}.lost`,
    {
      value,
      unit: 'calls/s',
      reason:
        'So many attempts go to endpoints that do not answer, if a part of all events is for such ones; they must not hold back the others.',
      formula: `${share(part)} x ${rate(peakCalls.value)} x ${count(more)} repeats = ${rate(value)}`,
    },
    [peakCalls, schedule],
  );
}
