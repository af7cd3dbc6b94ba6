// @ts-nocheck
import type { Integration, System, Webhook } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { duration } from '../../plan/figure.ts';
import type { PlannedWebhook } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { secretName } from './secret-names.ts';

/** How events of a system reach us; undefined where it sends none. */
export function decideWebhook(system: System, { flows }: Integration): PlannedWebhook | undefined {
  const { webhook } = system;
  if (webhook?.value === 'none') return undefined;
  const sends = flows.some(({ from, trigger }) => from === system.id && trigger.kind === 'event');
  if (webhook === undefined && !sends) return undefined;
  const declared: Webhook = webhook === undefined ? {} : webhook.value;
  const owner = `systems.${system.id}.webhook`;
  const answer = declared.answerWithinSeconds;
  return {
    signature: signatureOf(`${owner}.signature`, system, declared),
    secret: declared.secret ?? secretName(system.id, 'WEBHOOK_SECRET'),
    redelivery: redeliveryOf(`${owner}.redelivery`, system, declared),
    ...(answer === undefined || webhook === undefined
      ? {}
      : {
          answerWithin: stated(`${owner}.answer-within`, declaredAt(webhook.at), {
            value: answer,
            unit: 's',
            reason: `${system.id} takes a later answer for none and sends the event again.`,
          }),
        }),
  };
}

function signatureOf(id: string, system: System, { signature }: Webhook): Decision<string> {
  if (signature !== undefined && system.webhook !== undefined) {
    return stated(id, declaredAt(system.webhook.at), {
      value: signature,
      reason: `The file says how ${system.id} signs its events; what is not signed so is refused.`,
    });
  }
  return stated(id, byDefault('webhookSignature'), {
    value: defaults.webhookSignature,
    reason: `Nobody says how ${system.id} signs its events, so the open standard is assumed; an event without a signature must not be believed.`,
  });
}

function redeliveryOf(
  id: string,
  system: System,
  { redeliversForSeconds: span }: Webhook,
): Decision<number> {
  if (span !== undefined && system.webhook !== undefined) {
    return stated(id, declaredAt(system.webhook.at), {
      value: span,
      unit: 's',
      reason:
        span === 0
          ? `${system.id} sends each event once, so what we miss must be asked for.`
          : `${system.id} sends an event again for so long when we do not answer.`,
    });
  }
  return stated(id, byDefault('webhookRedelivery'), {
    value: defaults.webhookRedelivery,
    unit: 's',
    reason: `Nobody says how long ${system.id} sends an unanswered event again, so ${duration(defaults.webhookRedelivery)} is assumed and both sides are compared.`,
  });
}
