import type { AlertCondition } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { countWindow } from './alert-figures.ts';
import { standard } from './figures.ts';
import { eventSeries, systemSeries } from './series.ts';
import type { FlowCase } from './subject.ts';

/** The first system of a flow whose tokens have to be kept fresh. */
export function renewing({ called }: FlowCase): PlannedSystem | undefined {
  return called.find(needsRenewal);
}

/** Failures in a row that are told. */
export function renewalFailures(): Decision<number> {
  return standard('renewalFailures', 'One failure is retried before the old token ends.');
}

/** Renewals that fail while the old token is still good, and calls that need a consent that is gone. */
export function renewals({ called }: FlowCase): readonly AlertCondition[] {
  return called.filter(needsRenewal).flatMap((system): readonly AlertCondition[] => [
    {
      form: 'failing',
      failed: eventSeries(system, 'token_renewal_failed'),
      succeeded: eventSeries(system, 'token_renewed'),
      least: renewalFailures(),
      window: renewalTime(system),
    },
    {
      form: 'count',
      series: systemSeries(system, 'integration_client_call_duration_seconds', {
        error_type: 'reauthorize',
      }),
      window: countWindow(),
    },
  ]);
}

/** Seconds that a token is still good for when it is renewed. */
function renewalTime({ auth }: PlannedSystem): Decision<number> {
  return auth.renewal ?? auth.token?.reserve ?? countWindow();
}

function needsRenewal({ auth }: PlannedSystem): boolean {
  return auth.renewal !== undefined || auth.rotatingRefreshToken;
}
