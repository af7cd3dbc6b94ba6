import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { stated } from '../derive.ts';
import type { FlowDraft } from '../flow-draft.ts';
import { declaredAt } from '../rule.ts';

/** The open standards by which a flow's parts speak: in at the front, out at the back. */
export function decideProtocol(draft: FlowDraft): Decision<string> {
  const { flow, system } = draft;
  const target = system(flow.to);
  const source = system(flow.from);
  return stated(`flows.${flow.id}.protocol`, declaredAt(flow.trigger.at), {
    value: [incoming(draft, source), ...outgoing(target)].filter((part) => part !== '').join('; '),
    reason:
      'Both sides speak these standards already, so nothing proprietary stands between them that would have to be replaced one day.',
  });
}

function incoming({ flow, pattern, settings }: FlowDraft, source: System): string {
  if (flow.trigger.kind === 'event') {
    const signed = source.webhook?.value;
    const held = connectionWords(source);
    if (held !== undefined) return `${held} in`;
    if (source.owned?.value === true) return 'events over HTTPS (CloudEvents) in';
    return signed === 'none' ? 'HTTPS reads in' : 'signed HTTPS webhooks in';
  }
  if (flow.trigger.kind === 'changes') return 'rows of our own table in, in its transaction';
  if (pattern.value === 'poll') return 'HTTPS reads in';
  if (flow.trigger.kind === 'schedule' && settings.cloudScheduler !== undefined)
    return `started by ${settings.cloudScheduler.value}`;
  return '';
}

function outgoing({ kind, auth, id }: System): readonly string[] {
  const types = (auth?.value ?? []).map(({ type }) => type);
  const secured = types.includes('mtls') ? ' over mutual TLS' : '';
  const words: Record<string, string> = {
    sftp: `SFTP${types.includes('pgp') ? ' with OpenPGP' : ''} to ${id}`,
    file: `object storage over HTTPS to ${id}`,
    database: `SQL in one transaction to ${id}`,
    graphql: `GraphQL over HTTPS to ${id}`,
    websocket: `WebSocket messages to ${id}`,
    queue: `messages with publisher confirms to ${id}`,
    mqtt: `MQTT, QoS 1, to ${id}`,
    webhook: `webhooks signed by Standard Webhooks to each of ${id}`,
  };
  return [words[kind?.value ?? 'rest'] ?? `HTTPS (REST)${secured} to ${id}`];
}

/** What a connection that we hold speaks; undefined where events come as requests. */
function connectionWords({ kind, stream }: System): string | undefined {
  if (stream !== undefined) return held[stream.value.via];
  if (kind?.value === 'queue') return 'messages of a queue, acknowledged after they are stored,';
  if (kind?.value === 'mqtt') return held.mqtt;
  return kind?.value === 'websocket' ? held.websocket : undefined;
}

const held = {
  websocket: 'a WebSocket that we hold',
  grpc: 'a gRPC stream that we hold',
  mqtt: 'MQTT, QoS 1, persistent session,',
  amqp: 'AMQP with manual acknowledgement',
  sse: 'server-sent events',
} as const;
