import type { OAuth2 } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import type { PlannedAuth } from '../../plan/system.ts';
import type { PlannedTenants } from '../../plan/tenants.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { atLeast } from '../tidy.ts';

const day = 86_400;

/** What many accounts cost: consents that people renew, and tokens that are due at once after an outage. */
export function decideConsents(
  system: System,
  at: {
    readonly tenants: PlannedTenants | undefined;
    readonly tokenLifetime: Decision<number> | undefined;
    readonly outage: Decision<number>;
  },
): Pick<PlannedAuth, 'consent' | 'consentReminders' | 'consentsADay' | 'dueAfterOutage'> {
  const declared = system.auth?.value.find((one): one is OAuth2 => one.type === 'oauth2')?.consent;
  const consent =
    declared === undefined || system.auth === undefined
      ? undefined
      : stated(`systems.${system.id}.auth.consent`, declaredAt(system.auth.at), {
          value: declared,
          unit: 's' as const,
          reason:
            'A person consents again after this time; one that lapses stops everything of its account.',
        });
  const number = at.tenants?.count;
  return {
    ...(consent === undefined ? {} : { consent, consentReminders: reminders(system.id) }),
    ...(consent === undefined || number === undefined
      ? {}
      : { consentsADay: consentsADay(system.id, { consent, number }) }),
    ...(at.tokenLifetime === undefined || number === undefined
      ? {}
      : {
          dueAfterOutage: dueAfterOutage(system.id, {
            number,
            life: at.tokenLifetime,
            outage: at.outage,
          }),
        }),
  };
}

function reminders(id: string): readonly Decision<number>[] {
  return (['consentFirstReminder', 'consentLastReminder'] as const).map((name, index) =>
    stated(`systems.${id}.auth.consent-reminders.${String(index)}`, byDefault(name), {
      value: defaults[name],
      unit: 's',
      reason: 'Before a consent lapses its person is asked for the next, twice.',
    }),
  );
}

function consentsADay(
  id: string,
  { consent, number }: { consent: Decision<number>; number: Decision<number> },
): Decision<number> {
  const value = (number.value * day) / consent.value;
  return derived(
    `systems.${id}.auth.consents-a-day`,
    {
      value,
      reason: 'So many people must be asked a day for as long as the integration runs.',
      formula: `${count(number.value)} x ${duration(day)} / ${duration(consent.value)} = ${count(value)}`,
    },
    [number, consent],
  );
}

function dueAfterOutage(
  id: string,
  at: { number: Decision<number>; life: Decision<number>; outage: Decision<number> },
): Decision<number> {
  const part = Math.min(1, at.outage.value / at.life.value);
  const value = atLeast(at.number.value * part);
  const formula = `ceil(${count(at.number.value)} x min(1, ${duration(at.outage.value)} / ${duration(at.life.value)})) = ${count(value)}`;
  return derived(
    `systems.${id}.auth.due-after-outage`,
    {
      value,
      reason:
        'So many tokens run out in an outage of the issuer; asked for at once they would be a burst of their own, so token requests have slots of their own.',
      formula,
    },
    [at.number, at.life, at.outage],
  );
}
