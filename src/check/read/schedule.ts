import type { Flow, Schedule } from '../../model/integration.ts';
import type { ClockTime } from '../../model/quantity.ts';
import type { Declared } from '../../model/place.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { isCron } from '../units/cron.ts';
import { readClock } from './clock.ts';
import { duration, ofText, oneOf, read, span, type Unit } from './value.ts';

const cron: Unit<string> = {
  what: 'a cron expression of five fields',
  example: '"0 6 * * 1-5"',
  parse: ofText((text) => (isCron(text) ? text : undefined)),
};

/** When a flow runs, and until when it must have run. */
export function readTimes(node: Node, zone: string): Partial<Flow> {
  return present({
    schedule: readSchedule(node.child('schedule'), zone),
    deadline: readDeadline(node.child('deadline'), zone),
  });
}

/** A clock time with its place; `unknown` is reported and counts as absent. */
function readDeadline(node: Node | undefined, zone: string): Declared<ClockTime> | undefined {
  const time = readClock(node, zone);
  return node === undefined || time === undefined ? undefined : declared(node, time);
}

function readSchedule(node: Node | undefined, zone: string): Declared<Schedule> | undefined {
  if (node === undefined) return undefined;
  return declared(
    node,
    present({
      everySeconds: read(node.child('every'), span),
      at: readClock(node.child('at'), zone),
      cron: read(node.child('cron'), cron),
      overlap: read(node.child('overlap'), oneOf('skip', 'queue')),
      readyInSeconds: read(node.child('ready_in'), duration),
    }),
  );
}
