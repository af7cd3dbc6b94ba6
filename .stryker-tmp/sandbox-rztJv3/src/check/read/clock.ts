// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { ClockTime } from '../../model/quantity.ts';
import type { Node } from '../node.ts';
import { isTimeZone, parseClockTime } from '../units/clock-time.ts';
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
