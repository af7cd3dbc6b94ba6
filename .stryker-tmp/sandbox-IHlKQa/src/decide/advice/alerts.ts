// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { figure } from '../../plan/figure.ts';
import type { PlannedAlert } from '../../plan/plan.ts';
import type { AlertKind } from './alert-kind.ts';
import { callAlerts } from './alerts-calls.ts';
import { queueAlerts } from './alerts-queues.ts';
import { runAlerts } from './alerts-runs.ts';
import { someOf, type FlowCase } from './subject.ts';

/** At most so many rules: more are not read. */
const most = 7;

// The order is the order of importance within a flow, and the most endangered flow comes first: what is beyond `most` is left out.
const kinds: readonly AlertKind[] = [...runAlerts, ...callAlerts, ...queueAlerts];

/** The rules of all flows, pages first; flows that share a rule share its line. */
export function alertsOf(cases: readonly FlowCase[]): {
  readonly alerts: readonly PlannedAlert[];
  readonly figures: readonly Decision[];
} {
  const found = kinds
    .flatMap((kind) => {
      const [first, ...others] = cases.filter((subject) => kind.applies(subject));
      return first === undefined ? [] : [{ kind, first, others }];
    })
    .sort((a, b) => cases.indexOf(a.first) - cases.indexOf(b.first))
    .map(({ kind, first, others }) => alertOf(kind, first, others));
  const chosen = [...withSeverity(found, 'page'), ...withSeverity(found, 'ticket')].slice(0, most);
  return {
    alerts: chosen.map(({ alert }) => alert),
    figures: chosen.flatMap(({ figures }) => figures),
  };
}

interface Found {
  readonly alert: PlannedAlert;
  readonly figures: readonly Decision[];
}

function withSeverity(
  found: readonly Found[],
  severity: PlannedAlert['severity'],
): readonly Found[] {
  return found.filter(({ alert }) => alert.severity === severity);
}

function alertOf(kind: AlertKind, first: FlowCase, others: readonly FlowCase[]): Found {
  const condition = kind.condition(first, kind.figures(first).map(figure));
  return {
    alert: {
      name: kind.name,
      severity: kind.severity(first),
      condition:
        others.length === 0 ? condition : `${first.flow.id}: ${condition}${likewise(others)}`,
      action: kind.action(first),
    },
    figures: [first, ...others].flatMap((subject) => kind.figures(subject)),
  };
}

function likewise(others: readonly FlowCase[]): string {
  return `; likewise ${someOf(others.map(({ flow }) => flow.id))}, by their own figures`;
}
