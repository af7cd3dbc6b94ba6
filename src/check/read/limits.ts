import type { System } from '../../model/integration.ts';
import { bare } from '../../model/json.ts';
import type { Limit } from '../../model/limit.ts';
import type { Declared, Unknown } from '../../model/place.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { parseLineSpeed } from '../units/size.ts';
import { readClock } from './clock.ts';
import { readThrottled } from './throttled.ts';
import {
  count,
  ofText,
  oneOf,
  rate,
  read,
  readWords,
  size,
  span,
  words,
  type Unit,
} from './value.ts';

const perRequest: Unit<string> = oneOf('request');
const perConnection: Unit<string> = oneOf('connection');

/** All limits of a system; `unknown` where the file says so or no limit has a figure. */
export function readLimits(node: Node | undefined, zone: string): System['limits'] {
  if (node === undefined) return undefined;
  if (node.value === 'unknown') return declared<Unknown>(node, 'unknown');
  const limits = node.items().flatMap((item): Declared<Limit>[] => {
    const limit = readLimit(item, zone);
    return limit === undefined ? [] : [declared(item, limit)];
  });
  return declared<readonly Declared<Limit>[] | Unknown>(
    node,
    limits.length === 0 ? 'unknown' : limits,
  );
}

function readLimit(node: Node, zone: string): Limit | undefined {
  if (typeof node.value === 'string') return readShort(node);
  const common = readCommon(node);
  if (node.child('requests') !== undefined) return readRequests(node, zone, common);
  if (node.child('messages') !== undefined) return readMessages(node, common);
  if (node.child('points') !== undefined) return readPoints(node, common);
  if (node.child('concurrent') !== undefined) return readConcurrent(node, common);
  return readBytesOrItems(node, common);
}

/** `10/s` */
function readShort(node: Node): Limit | undefined {
  const requests = read(node, rate);
  if (requests === undefined) return undefined;
  return { kind: 'requests', requests: requests.count, perSeconds: requests.perSeconds };
}

type Common = ReturnType<typeof readCommon>;

function readCommon(node: Node) {
  const operations = node.child('operations');
  const flows = node.child('flows');
  return present({
    scope: read(node.child('scope'), words),
    source: read(node.child('source'), words),
    remaining: read(node.child('remaining'), words),
    operations: operations === undefined ? undefined : readWords(operations),
    flows: flows === undefined ? undefined : readWords(flows),
    key: read(node.child('key'), words),
    of: read(node.child('of'), count),
    throttled: readThrottled(node.child('throttled'))?.value,
  });
}

function readRequests(node: Node, zone: string, common: Common): Limit | undefined {
  const requests = read(node.child('requests'), count);
  const perSeconds = read(node.child('per'), span);
  if (requests === undefined || perSeconds === undefined) return undefined;
  const resets = node.child('resets');
  return {
    kind: 'requests',
    requests,
    perSeconds,
    ...common,
    ...present({
      burst: read(node.child('burst'), count),
      resets: resets?.value === 'clock' ? ('clock' as const) : readClock(resets, zone),
    }),
  };
}

/** Messages are calls on a connection that is held. */
function readMessages(node: Node, common: Common): Limit | undefined {
  const requests = read(node.child('messages'), count);
  const perSeconds = read(node.child('per'), span);
  if (requests === undefined || perSeconds === undefined) return undefined;
  read(node.child('each'), perConnection);
  return {
    kind: 'requests',
    unit: 'messages',
    requests,
    perSeconds,
    ...common,
    ...present({ burst: read(node.child('burst'), count) }),
  };
}

function readPoints(node: Node, common: Common): Limit | undefined {
  const points = read(node.child('points'), count);
  const perSeconds = read(node.child('per'), span);
  if (points === undefined || perSeconds === undefined) return undefined;
  const costs = (node.child('cost')?.entries() ?? []).flatMap(([name, cost]) => {
    const value = read(cost, count);
    return value === undefined ? [] : [[name, value] as const];
  });
  const byOperation = bare(costs.filter(([name]) => name !== 'default'));
  return {
    kind: 'points',
    points,
    perSeconds,
    cost: { default: costs.find(([name]) => name === 'default')?.[1] ?? 1, byOperation },
    ...common,
    ...present({ burst: read(node.child('burst'), count) }),
  };
}

function readConcurrent(node: Node, common: Common): Limit | undefined {
  const concurrent = read(node.child('concurrent'), count);
  return concurrent === undefined ? undefined : { kind: 'concurrent', concurrent, ...common };
}

/** The largest batch, or the speed of the line: both may be `bytes`. */
function readBytesOrItems(node: Node, common: Common): Limit | undefined {
  const bytes = node.child('bytes');
  const bytesPerSecond = bytes === undefined ? undefined : ofText(parseLineSpeed)(bytes.value);
  if (bytesPerSecond !== undefined) return { kind: 'line', bytesPerSecond, ...common };
  read(node.child('each'), perRequest);
  const most = present({ items: read(node.child('items'), count), bytes: read(bytes, size) });
  if (most.items === undefined && most.bytes === undefined) return undefined;
  return { kind: 'batch', ...most, ...common };
}
