import type { Decision } from '../../plan/decision.ts';
import type { Advice } from '../../plan/plan.ts';
import { alertsOf } from './alerts.ts';
import { assumptionsOf } from './assumptions.ts';
import { rotationFigures } from './rotation.ts';
import { checklistOf } from './checklist.ts';
import { failureModesOf } from './failure-modes.ts';
import { metricsOf, seriesOfFlows } from './metrics.ts';
import { onCallOf } from './on-call.ts';
import { phasesOf } from './phases.ts';
import { risksOf } from './risks.ts';
import { casesOf, type AdviceInput } from './subject.ts';

/** The words beside the figures: finished sentences that hold only figures of the plan. */
export function decideAdvice(input: AdviceInput): Advice {
  const cases = casesOf(input);
  const owner = input.integration.owner?.value ?? 'the owner';
  const { alerts, figures } = alertsOf(cases);
  const risks = risksOf(cases);
  const onCallByFlow = onCallOf(cases, owner);
  return {
    checklist: checklistOf(cases, input),
    assumptions: assumptionsOf(cases, input),
    alerts,
    metrics: metricsOf(cases),
    series: seriesOfFlows(cases),
    failureModes: failureModesOf(cases),
    risks,
    phases: phasesOf(cases, risks),
    onCall: onCallByFlow[0]?.notes ?? [],
    onCallByFlow,
    figures: distinct([...figures, ...rotationFigures(input.systems)]),
  };
}

function distinct(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(
    ({ id }, index) => decisions.findIndex((other) => other.id === id) === index,
  );
}
