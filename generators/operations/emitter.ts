import type { EmittedFile, Emitter } from '../../src/emit/emitter.ts';
import { alertRules } from './alerts.ts';
import { dashboard } from './dashboard.ts';
import { runbook } from './runbook.ts';

/** What is needed to run it: rules for Prometheus, a dashboard for Grafana, a run book. */
export const operations: Emitter = {
  id: 'operations',
  emit: (plan) =>
    plan.advice.alerts.length === 0
      ? []
      : [
          file('alerts.yaml', alertRules(plan)),
          file('dashboard.json', dashboard(plan)),
          file('runbook.md', runbook(plan)),
        ],
};

function file(name: string, text: string): EmittedFile {
  return { path: `operations/${name}`, text, owner: 'generated', format: false };
}
