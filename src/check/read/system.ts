import type { System } from '../../model/integration.ts';
import type { Latency } from '../../model/quantity.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { readAuth } from './auth.ts';
import { readClockRanges } from './clock.ts';
import { readEnvironments } from './environments.ts';
import { readHeldConnection } from './held-connection.ts';
import { readIdempotency } from './idempotency.ts';
import { readLimits } from './limits.ts';
import { readPagination } from './pagination.ts';
import { readThrottled } from './throttled.ts';
import {
  count,
  duration,
  flag,
  oneOf,
  read,
  readDeclared,
  readOrUnknown,
  share,
  span,
  words,
} from './value.ts';
import { readWebhook } from './webhook.ts';

/** A system without what its API description says. */
export function readSystem(id: string, node: Node, zone: string): System {
  if (typeof node.value === 'string') return { id, at: node.keyAt, description: node.value };
  return {
    id,
    at: node.keyAt,
    description: read(node.child('description'), words) ?? '',
    ...readIdentity(node),
    ...readLoad(node, zone),
  };
}

function readIdentity(node: Node): Partial<System> {
  return present({
    provider: readDeclared(node.child('provider'), words),
    owned: readDeclared(node.child('owned'), flag),
    kind: readKind(node.child('kind')),
    url: readDeclared(node.child('url'), words),
    region: readDeclared(node.child('region'), words),
    operations: readDeclared(node.child('operations'), oneOf('used', 'all')),
    auth: readAuth(node.child('auth')),
  });
}

function readLoad(node: Node, zone: string): Partial<System> {
  return present({
    limits: readLimits(node.child('limits'), zone),
    share: readDeclared(node.child('share'), share),
    throttled: readThrottled(node.child('throttled')),
    penalty: readDeclared(node.child('penalty'), duration),
    outage: readDeclared(node.child('outage'), duration),
    latency: readOrUnknown(node.child('latency'), readLatency),
    hours: readOrUnknown(node.child('hours'), (inner) => readClockRanges(inner, zone)),
    environments: readEnvironments(node.child('environments'), zone),
    tenants: readTenants(node.child('tenants')),
    idempotency: readIdempotency(node.child('idempotency')),
    consistency: readConsistency(node.child('consistency')),
    webhook: readWebhook(node.child('webhook')),
    stream: readHeldConnection(node.child('stream')),
    pagination: readPagination(node.child('pagination')),
  });
}

function readKind(node: Node | undefined): System['kind'] {
  return readDeclared(
    node,
    oneOf('rest', 'graphql', 'websocket', 'queue', 'mqtt', 'sftp', 'file', 'database', 'webhook'),
  );
}

function readLatency(node: Node): Latency {
  return present({
    p50: read(node.child('p50'), span),
    p99: read(node.child('p99'), span),
    mean: read(node.child('mean'), span),
    max: read(node.child('max'), span),
  });
}

function readTenants(node: Node | undefined): System['tenants'] {
  if (node === undefined) return undefined;
  return declared(
    node,
    present({
      count: readOrUnknown(node.child('count'), (inner) => read(inner, count)),
      what: read(node.child('what'), words),
      largestShare: readOrUnknown(node.child('largest_share'), (inner) => read(inner, share)),
    }),
  );
}

function readConsistency(node: Node | undefined): System['consistency'] {
  const seconds = readOrUnknown(node?.child('read_after_write'), (inner) => read(inner, duration));
  if (node === undefined || seconds === undefined) return undefined;
  return declared(node, { readAfterWriteSeconds: seconds.value });
}
