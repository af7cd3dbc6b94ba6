import type { AlertCondition } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { countWindow } from './alert-figures.ts';
import { standard } from './figures.ts';
import { eventSeries, systemSeries } from './series.ts';
import type { FlowCase } from './subject.ts';

/** The systems of a flow whose tokens have to be kept fresh. */
export function renewing({ called }: FlowCase): readonly PlannedSystem[] {
  return called.filter(({ auth }) => auth.renewal !== undefined || auth.rotatingRefreshToken);
}

/** Whether a person once agreed; a client that logs in for itself has nobody to ask. */
export function hasConsent({ auth }: PlannedSystem): boolean {
  const grant = auth.token?.grant.value;
  return grant === undefined ? auth.rotatingRefreshToken : grant === 'authorization_code';
}

/** Failures in a row that are told. */
export function renewalFailures(): Decision<number> {
  return standard('renewalFailures', 'One failure is retried before the old token ends.');
}

/** Renewals that fail while the old token is still good, and calls that need a consent that is gone. */
export function renewals(subject: FlowCase): readonly AlertCondition[] {
  return renewing(subject).flatMap((system): readonly AlertCondition[] => [
    {
      form: 'failing',
      failed: eventSeries(system, 'token_renewal_failed'),
      succeeded: eventSeries(system, 'token_renewed'),
      least: renewalFailures(),
      window: renewalTime(system),
    },
    ...(hasConsent(system) ? [consentGone(system)] : []),
  ]);
}

function consentGone(system: PlannedSystem): AlertCondition {
  return {
    form: 'count',
    series: systemSeries(system, 'integration_client_call_duration_seconds', {
      error_type: 'reauthorize',
    }),
    window: countWindow(),
  };
}

/** Seconds that a token is still good for when it is renewed. */
function renewalTime({ auth }: PlannedSystem): Decision<number> {
  return auth.renewal ?? auth.token?.reserve ?? countWindow();
}
