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
  return `Alert ${severity} ${name}`;
}

/** Where that section is, from the folder of the output. */
export function sectionOf(alert: PlannedAlert): string {
  return `operations/runbook.md#${headingOf(alert).toLowerCase().replaceAll(' ', '-')}`;
}
