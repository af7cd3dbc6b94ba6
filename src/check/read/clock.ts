import { diagnose } from '../../diagnostics/catalog.ts';
import type { ClockRange, ClockTime } from '../../model/quantity.ts';
import type { Node } from '../node.ts';
import { isTimeZone, parseClockRange, parseClockTime } from '../units/clock-time.ts';
import { ofText, read, words, type Unit } from './value.ts';

const clock: Unit<{ readonly minutes: number; readonly zone?: string }> = {
  what: 'a clock time',
  example: '"06:00" or "06:00 Europe/Berlin"',
  parse: ofText(parseClockTime),
};

/** A time of day; `zone` holds where it names none itself. */
export function readClock(node: Node | undefined, zone: string): ClockTime | undefined {
  const time = read(node, clock);
  if (node === undefined || time === undefined) return undefined;
  if (time.zone !== undefined) checkZone(node, time.zone);
  return { zone, ...time };
}

const range: Unit<{ readonly from: number; readonly to: number; readonly zone?: string }> = {
  what: 'a stretch of the day',
  example: '"06:00-22:00" or "06:00-22:00 Europe/Berlin"',
  parse: ofText(parseClockRange),
};

/** Stretches of the day; `zone` holds for those that name none themselves. */
export function readClockRanges(node: Node, zone: string): readonly ClockRange[] {
  return node.items().flatMap((item) => {
    const found = read(item, range);
    if (found?.zone !== undefined) checkZone(item, found.zone);
    return found === undefined ? [] : [{ zone, ...found }];
  });
}

/** The name of a time zone. */
export function readZone(node: Node | undefined): string | undefined {
  const zone = read(node, words);
  if (node === undefined || zone === undefined) return undefined;
  checkZone(node, zone);
  return zone;
}

function checkZone(node: Node, zone: string): void {
  if (!isTimeZone(zone)) node.report(diagnose('value/unknown-zone', { zone }, node.at));
}
