import type { PlannedAlert } from '../../src/plan/alert.ts';

/** The name of a rule in Prometheus: `run did not start` becomes `RunDidNotStart`. */
export function ruleName({ name }: PlannedAlert): string {
  return name
    .split(' ')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}

/** The heading of its section in the run book. */
export function headingOf({ name, severity }: PlannedAlert): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} (${severity})`;
}

/** Where that section is, from the folder of the output. */
export function sectionOf(alert: PlannedAlert): string {
  return `operations/runbook.md#${slug(headingOf(alert))}`;
}

/** The anchor of a heading of plain words. */
export function slug(heading: string): string {
  return heading.toLowerCase().replace(/[()]/g, '').replaceAll(' ', '-');
}
