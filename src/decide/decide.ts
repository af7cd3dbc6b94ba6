import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Compliance, Integration, System } from '../model/integration.ts';
import type { Declared } from '../model/place.ts';
import type { Decision, DecisionValue, Unit } from '../plan/decision.ts';
import { count, duration } from '../plan/figure.ts';
import type { Plan, PlannedCompliance, Settings } from '../plan/plan.ts';
import type { PlannedSystem } from '../plan/system.ts';
import { decideAdvice } from './advice/advice.ts';
import { stated } from './derive.ts';
import { decideFlow } from './flow.ts';
import { flowContext } from './flow-context.ts';
import { draftFlow } from './flow-draft.ts';
import { declaredAt } from './rule.ts';
import { loadsOf } from './rules/loads.ts';
import { decideSettings } from './settings.ts';
import { decideSystem } from './system.ts';
import { systemUse, type LoadedFlow } from './system-use.ts';
import { verdictDiagnostics } from './verdict/diagnostics.ts';
import { instancesDiagnostics } from './verdict/instances.ts';
import { overallVerdict } from './verdict/verdict.ts';

/** Turns a checked integration into its plan; an infeasible one is an error unless it is accepted. */
export function decide(
  integration: Integration,
  options: { acceptInfeasible: boolean },
): Outcome<Plan> {
  const settings = decideSettings(integration);
  const loaded = integration.flows.map((flow): LoadedFlow => {
    const draft = draftFlow(flow, integration, settings);
    return { draft, loads: loadsOf(draft) };
  });
  const systems = integration.systems.map((system) =>
    plannedSystem(system, { loaded, settings, integration }),
  );
  const owner = ownerOf(integration);
  const contexts = loaded.map((own) => flowContext(own, { flows: loaded, systems }));
  const decided = contexts.map((context) => ({
    context,
    decided: decideFlow(context, { deployment: integration.deployment, owner, systems }),
  }));
  const flows = decided.map((found) => found.decided.flow);
  const compliance = complianceOf(integration.compliance);
  const diagnostics: readonly Diagnostic[] = [
    ...decided.flatMap((found) => verdictDiagnostics(found.context, found.decided, options)),
    ...instancesDiagnostics(integration, settings, systems),
  ];
  return {
    diagnostics,
    value: {
      name: integration.name,
      file: integration.file,
      ...(integration.description === undefined
        ? {}
        : { description: integration.description.value }),
      ...(integration.owner === undefined ? {} : { owner: integration.owner.value }),
      settings,
      systems,
      flows,
      verdict: overallVerdict(flows),
      compliance,
      advice: decideAdvice({ integration, settings, systems, flows, compliance }),
      ...(integration.prettier === undefined ? {} : { prettier: integration.prettier }),
      ...(integration.packages === undefined ? {} : { packages: integration.packages }),
    },
  };
}

function plannedSystem(
  system: System,
  at: { loaded: readonly LoadedFlow[]; settings: Settings; integration: Integration },
): PlannedSystem {
  return decideSystem(system, {
    use: systemUse(system, at.loaded),
    settings: at.settings,
    integration: at.integration,
  });
}

function ownerOf({ owner }: Integration): Decision<string> | undefined {
  return owner === undefined
    ? undefined
    : stated('owner', declaredAt(owner.at), {
        value: owner.value,
        reason: 'The file names who is called.',
      });
}

function complianceOf(compliance: Compliance | undefined): PlannedCompliance {
  if (compliance === undefined) {
    return { data: [], exclude: [], redact: [], frameworks: [], rules: [], decisions: [] };
  }
  const { data, exclude, redact, frameworks, rules, residency } = compliance;
  return {
    data,
    ...(residency === undefined ? {} : { residency: residency.value }),
    exclude,
    redact,
    frameworks,
    rules,
    decisions: complianceDecisions(compliance),
  };
}

function complianceDecisions(compliance: Compliance): readonly Decision[] {
  const { at, data, residency, retention, auditRetentionSeconds } = compliance;
  const found: Decision[] = [];
  const add = (
    name: string,
    declared: Pick<Declared<DecisionValue>, 'value' | 'at'>,
    finding: { unit?: Unit; reason: string },
  ): void => {
    found.push(
      stated(`compliance.${name}`, declaredAt(declared.at), { value: declared.value, ...finding }),
    );
  };
  if (data.length > 0) {
    add(
      'data',
      { value: data, at },
      {
        reason:
          'Data of these kinds stay out of logs, keys and dead letters that are not protected.',
      },
    );
  }
  if (residency !== undefined)
    add('residency', residency, { reason: 'The file says where data may be kept.' });
  const what = retention?.what ?? 'what is stored';
  if (retention?.deleteSeconds !== undefined) {
    add(
      'delete-after',
      { value: retention.deleteSeconds, at: retention.at },
      {
        unit: 's',
        reason: `The file wants ${what} deleted after ${duration(retention.deleteSeconds)}.`,
      },
    );
  }
  if (retention?.keepSeconds !== undefined) {
    add(
      'keep',
      { value: retention.keepSeconds, at: retention.at },
      { unit: 's', reason: `The file wants ${what} kept for ${duration(retention.keepSeconds)}.` },
    );
  }
  if (auditRetentionSeconds !== undefined) {
    add('audit-retention', auditRetentionSeconds, {
      unit: 's',
      reason: `Decisions must be provable for ${count(auditRetentionSeconds.value / 31_536_000)} years.`,
    });
  }
  return found;
}
