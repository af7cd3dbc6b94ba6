import type { Integration, System, Webhook } from '../../model/integration.ts';
import { present } from '../../model/present.ts';
import type { Decision } from '../../plan/decision.ts';
import { duration } from '../../plan/figure.ts';
import type { PlannedWebhook } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, stated } from '../derive.ts';
import { overruling, published } from '../published.ts';
import { declaredAt } from '../rule.ts';
import { secretName } from './secret-names.ts';
import { schemeOf, schemeSource } from './signature-scheme.ts';

/** How events of a system reach us; undefined where it sends none. */
export function decideWebhook(system: System, { flows }: Integration): PlannedWebhook | undefined {
  const { webhook } = system;
  if (webhook?.value === 'none') return undefined;
  const sends = flows.some(({ from, trigger }) => from === system.id && trigger.kind === 'event');
  if (webhook === undefined && (!sends || isHeld(system))) return undefined;
  const declared: Webhook = webhook === undefined ? {} : webhook.value;
  const owner = `systems.${system.id}.webhook`;
  return {
    signature: signatureOf(`${owner}.signature`, system, declared),
    ...schemeOf(owner, system),
    secret: declared.secret ?? secretName(system.id, 'WEBHOOK_SECRET'),
    redelivery: redeliveryOf(`${owner}.redelivery`, system, declared),
    ...present({
      answerWithin: answerWithin(`${owner}.answer-within`, system, declared),
      ordered: orderedOf(`${owner}.ordered`, system, declared),
    }),
  };
}

function answerWithin(
  id: string,
  system: System,
  { answerWithinSeconds: seconds }: Webhook,
): Decision<number> | undefined {
  const known = published(system, ({ webhook }) => webhook?.answerWithin);
  const finding = (who: string, value: number) => ({
    value,
    unit: 's' as const,
    reason: `${who} takes a later answer for none and sends the event again.`,
  });
  if (seconds !== undefined && system.webhook !== undefined) {
    const decision = stated(id, declaredAt(system.webhook.at), finding(system.id, seconds));
    return overruling(decision, known);
  }
  return known && stated(id, known.source, finding(known.vendor, known.value));
}

function orderedOf(
  id: string,
  system: System,
  { ordered }: Webhook,
): Decision<boolean> | undefined {
  const known = published(system, ({ webhook }) => webhook?.ordered);
  const finding = (who: string, value: boolean) => ({
    value,
    reason: value
      ? `${who} sends events in the order in which they happened; a repeat may still overtake.`
      : `${who} promises no order of its events, so an older one may come after a newer one.`,
  });
  if (ordered !== undefined && system.webhook !== undefined) {
    const decision = stated(id, declaredAt(system.webhook.at), finding(system.id, ordered));
    return overruling(decision, known);
  }
  return known && stated(id, known.source, finding(known.vendor, known.value));
}

function signatureOf(id: string, system: System, { signature }: Webhook): Decision<string> {
  if (signature !== undefined && system.webhook !== undefined) {
    return stated(id, declaredAt(system.webhook.at), {
      value: signature,
      reason: `The file says how ${system.id} signs its events; what is not signed so is refused.`,
    });
  }
  const { scheme } = system;
  if (scheme !== undefined) {
    return stated(id, schemeSource(scheme.scheme), {
      value: scheme.scheme.name,
      reason: `${system.known?.provider.title ?? system.id} signs its events so; what is not signed so is refused.`,
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
  const known = published(system, ({ webhook }) => webhook?.redelivery);
  const finding = (who: string, value: number) => ({
    value,
    unit: 's' as const,
    reason:
      value === 0
        ? `${who} sends each event once, so what we miss must be asked for.`
        : `${who} sends an event again for so long when we do not answer.`,
  });
  if (span !== undefined && system.webhook !== undefined) {
    const decision = stated(id, declaredAt(system.webhook.at), finding(system.id, span));
    return overruling(decision, known && { ...known, value: known.value.seconds });
  }
  if (known !== undefined)
    return stated(id, known.source, finding(known.vendor, known.value.seconds));
  return stated(id, byDefault('webhookRedelivery'), {
    value: defaults.webhookRedelivery,
    unit: 's',
    reason: `Nobody says how long ${system.id} sends an unanswered event again, so ${duration(defaults.webhookRedelivery)} is assumed and both sides are compared.`,
  });
}

/** Whether events come over a connection that we hold and not as requests. */
export function isHeld({ kind, stream }: System): boolean {
  return stream !== undefined || ['queue', 'mqtt', 'websocket'].includes(kind?.value ?? 'rest');
}
