import { seriesOf, type AlertSignal, type PlannedAlert } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import { figure } from '../../plan/figure.ts';
import type { AlertKind } from './alert-kind.ts';
import { callAlerts } from './alerts-calls.ts';
import { effectAlerts } from './alerts-effects.ts';
import { lifeAlerts } from './alerts-life.ts';
import { limitAlerts } from './alerts-limits.ts';
import { queueAlerts } from './alerts-queues.ts';
import { runAlerts } from './alerts-runs.ts';
import { connectionAlerts } from './connections.ts';
import { someOf, type FlowCase } from './subject.ts';

/** At most so many rules: more are not read. */
const most = 7;

// The order is the order of importance within a flow, and the most endangered flow comes first: what is beyond `most` is left out.
const kinds: readonly AlertKind[] = [
  ...runAlerts,
  ...callAlerts,
  ...connectionAlerts,
  ...queueAlerts,
  ...lifeAlerts,
  ...effectAlerts,
  ...limitAlerts,
];

/** The rules of all flows, pages first; flows that share a rule share its line. */
export function alertsOf(cases: readonly FlowCase[]): {
  readonly alerts: readonly PlannedAlert[];
  readonly figures: readonly Decision[];
} {
  const found = kinds
    .flatMap((kind) => sharedBy(kind, cases))
    .sort((a, b) => cases.indexOf(a.first) - cases.indexOf(b.first));
  const chosen = [...withSeverity(found, 'page'), ...withSeverity(found, 'ticket')].slice(0, most);
  return {
    alerts: chosen.map(alertOf),
    figures: chosen.flatMap(({ kind, first, others }) =>
      [first, ...others].flatMap((subject) => kind.figures(subject)),
    ),
  };
}

/** A kind with the flows whose rule bears one name and wakes people alike. */
interface Shared {
  readonly kind: AlertKind;
  readonly name: string;
  readonly severity: PlannedAlert['severity'];
  readonly first: FlowCase;
  readonly others: readonly FlowCase[];
}

function sharedBy(kind: AlertKind, cases: readonly FlowCase[]): readonly Shared[] {
  const found = cases
    .filter((subject) => kind.applies(subject))
    .map((subject) => ({
      subject,
      name: nameOf(kind, subject),
      severity: kind.severity(subject),
    }));
  return found.flatMap(({ subject, name, severity }) => {
    const alike = found.filter((each) => each.name === name && each.severity === severity);
    const others = distinctlyRead(
      kind,
      alike.map((each) => each.subject),
    ).slice(1);
    return alike[0]?.subject === subject ? [{ kind, name, severity, first: subject, others }] : [];
  });
}

/** Without the flows that would be told by the very series of another: a limit or a token that they share. */
function distinctlyRead(kind: AlertKind, subjects: readonly FlowCase[]): readonly FlowCase[] {
  const read = subjects.map((subject) => JSON.stringify(kind.signals(subject).flatMap(seriesOf)));
  return subjects.filter((_, index) => read.indexOf(read[index] ?? '') === index);
}

function nameOf({ name }: AlertKind, subject: FlowCase): string {
  return typeof name === 'string' ? name : name(subject);
}

function withSeverity(
  found: readonly Shared[],
  severity: PlannedAlert['severity'],
): readonly Shared[] {
  return found.filter((each) => each.severity === severity);
}

function alertOf({ kind, name, severity, first, others }: Shared): PlannedAlert {
  const condition = whenOf(kind, first);
  const lasts = [first, ...others]
    .flatMap((subject) => kind.lasts?.(subject) ?? [])
    .sort((a, b) => b.value - a.value)[0];
  return {
    name,
    severity,
    condition:
      others.length === 0 ? condition : `${first.flow.id}: ${condition}${likewise(others)}`,
    action: kind.action(first),
    ...(lasts === undefined ? {} : { lasts }),
    signals: [first, ...others].map((subject) => signalOf(kind, subject)),
  };
}

function signalOf(kind: AlertKind, subject: FlowCase): AlertSignal {
  return {
    flow: subject.flow.id,
    when: whenOf(kind, subject),
    action: kind.action(subject),
    conditions: kind.signals(subject),
  };
}

function whenOf(kind: AlertKind, subject: FlowCase): string {
  return kind.condition(subject, kind.figures(subject).map(figure));
}

function likewise(others: readonly FlowCase[]): string {
  return `; likewise ${someOf(others.map(({ flow }) => flow.id))}, by their own figures`;
}
