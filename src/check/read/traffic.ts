import type { Flow } from '../../model/integration.ts';
import type { Declared, Unknown } from '../../model/place.ts';
import type { Peak, Volume } from '../../model/quantity.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { parseRate, parseShareRate } from '../units/rate.ts';
import { parseFactor } from '../units/share.ts';
import {
  count,
  ofText,
  oneOf,
  rate,
  read,
  readOrUnknown,
  size,
  span,
  words,
  type Unit,
} from './value.ts';

/** How much a flow moves, how bursty, how large, and how soon. */
export function readTraffic(node: Node): Partial<Flow> {
  return present({
    volume: readOrUnknown(node.child('volume'), readVolume),
    peak: readOrUnknown(node.child('peak'), readPeaks),
    itemSize: readOrUnknown(node.child('item_size'), readItemSize),
    latency: readOrUnknown(node.child('latency'), readLatency),
  });
}

function readVolume(node: Node): Volume | Unknown | undefined {
  if (typeof node.value === 'string') return volumeOf(read(node, rate));
  if (node.child('rate')?.value === 'unknown' || node.child('items')?.value === 'unknown')
    return 'unknown';
  const volume = readItems(node) ?? volumeOf(read(node.child('rate'), rate));
  if (volume === undefined) return undefined;
  return {
    ...volume,
    ...present({
      keys: read(node.child('keys'), count),
      bytes: read(node.child('bytes'), size),
    }),
  };
}

function volumeOf(found: ReturnType<typeof rate.parse>): Volume | undefined {
  return found === undefined ? undefined : { ...found, each: 'interval' };
}

function readItems(node: Node): Volume | undefined {
  const items = read(node.child('items'), count);
  if (items === undefined) return undefined;
  const each = read(node.child('each'), oneOf('run', 'hour', 'day'));
  if (each === 'run') return { count: items, each };
  return { count: items, perSeconds: each === 'hour' ? 3600 : 86_400, each: 'interval' };
}

const peak: Unit<Peak> = {
  what: 'a peak of at least the mean',
  example: '6/s, 5x or 10%/h',
  parse: ofText(parsePeak),
};

function parsePeak(text: string): Peak | undefined {
  const factor = parseFactor(text);
  if (factor !== undefined) return factor < 1 ? undefined : { kind: 'factor', factor };
  const share = parseShareRate(text);
  if (share !== undefined) return share.share > 0 ? { kind: 'share', ...share } : undefined;
  const found = parseRate(text);
  return found === undefined || found.count <= 0 ? undefined : { kind: 'rate', rate: found };
}

function readPeaks(node: Node): readonly Declared<Peak>[] | Unknown | undefined {
  const items = node.items();
  if (items.length > 0 && items.every(({ value }) => value === 'unknown')) return 'unknown';
  const peaks = items.flatMap((item) => {
    const found = typeof item.value === 'string' ? read(item, peak) : readPeak(item);
    return found === undefined ? [] : [declared(item, found)];
  });
  return peaks.length === 0 ? undefined : peaks;
}

function readPeak(node: Node): Peak | undefined {
  const items = read(node.child('items'), count);
  const found: Peak | undefined =
    items === undefined ? read(node.child('rate'), peak) : { kind: 'items', items };
  if (found === undefined) return undefined;
  return {
    ...found,
    ...present({
      name: read(node.child('name'), words),
      lasts: read(node.child('lasts'), span),
      keys: read(node.child('keys'), count),
    }),
  };
}

function readItemSize(node: Node): { mean: number; max?: number } | Unknown | undefined {
  if (typeof node.value === 'string') {
    const all = read(node, size);
    return all === undefined ? undefined : { mean: all };
  }
  if (node.child('mean')?.value === 'unknown') return 'unknown';
  const mean = read(node.child('mean'), size);
  return mean === undefined ? undefined : present({ mean, max: read(node.child('max'), size) });
}

function readLatency(node: Node): { total: number; ours?: number } | Unknown | undefined {
  if (typeof node.value === 'string') {
    const whole = read(node, span);
    return whole === undefined ? undefined : { total: whole };
  }
  if (node.child('total')?.value === 'unknown') return 'unknown';
  const total = read(node.child('total'), span);
  return total === undefined ? undefined : present({ total, ours: read(node.child('ours'), span) });
}
