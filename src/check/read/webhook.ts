import type { System, Webhook } from '../../model/integration.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { count, duration, flag, read, readWords, words } from './value.ts';

/** How a system tells us of events by itself. */
export function readWebhook(node: Node | undefined): System['webhook'] {
  if (node === undefined) return undefined;
  return declared<Webhook | 'none'>(node, node.value === 'none' ? 'none' : readDetails(node));
}

function readDetails(node: Node): Webhook {
  const signature = node.child('signature');
  const custom = signature?.child('algorithm') === undefined ? undefined : readCustom(signature);
  return present({
    signature: custom === undefined ? read(signature, words) : inWords(custom),
    customSignature: custom,
    secret: read(node.child('secret'), words),
    answerWithinSeconds: read(node.child('answer_within'), duration),
    ordered: read(node.child('ordered'), flag),
    ...readRedelivery(node.child('redelivers')),
  });
}

function readRedelivery(node: Node | undefined): Partial<Webhook> {
  if (node === undefined) return {};
  if (node.value === 'never') return { redeliversForSeconds: 0 };
  if (typeof node.value === 'string')
    return present({ redeliversForSeconds: read(node, duration) });
  return present({
    redeliversForSeconds: read(node.child('for'), duration),
    redeliveryAttempts: read(node.child('attempts'), count),
    thenUnsubscribed: node.child('then') === undefined ? undefined : true,
    onRequest: read(node.child('on_request'), words),
  });
}

type CustomSignature = NonNullable<Webhook['customSignature']>;

function readCustom(node: Node): CustomSignature {
  return present({
    algorithm: read(node.child('algorithm'), words) ?? '',
    header: read(node.child('header'), words) ?? '',
    encoding: read(node.child('encoding'), words),
    signed: readWords(node.child('signed')),
    timestamp: read(node.child('timestamp'), words),
    toleranceSeconds: read(node.child('tolerance'), duration),
  });
}

function inWords({ algorithm, header }: CustomSignature): string {
  return `${algorithm} in ${header}`;
}
