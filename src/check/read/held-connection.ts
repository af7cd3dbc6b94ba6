import type { HeldConnection } from '../../model/held-connection.ts';
import type { System } from '../../model/integration.ts';
import { present } from '../../model/present.ts';
import { declared, type Node } from '../node.ts';
import { duration, flag, oneOf, read, span, type Unit } from './value.ts';

/** The connection of `stream`; what is `unknown` is absent. */
export function readHeldConnection(node: Node | undefined): System['stream'] {
  const via = read(node?.child('via'), oneOf('websocket', 'grpc', 'mqtt', 'amqp', 'sse'));
  if (node === undefined || via === undefined) return undefined;
  return declared<HeldConnection>(node, {
    via,
    ...present({
      replaySeconds: node.child('replay')?.value === 'none' ? 0 : known(node, 'replay', duration),
      ordered: read(node.child('ordered'), flag),
      lifetimeSeconds: known(node, 'lifetime', span),
      pingSeconds: known(node, 'ping', span),
      pongWithinSeconds: known(node, 'pong_within', span),
    }),
  });
}

function known(node: Node, key: string, unit: Unit<number>): number | undefined {
  const child = node.child(key);
  return child?.value === 'unknown' ? undefined : read(child, unit);
}
