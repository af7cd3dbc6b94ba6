// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow, Step } from '../../model/integration.ts';
import type { BatchLimit } from '../../model/limit.ts';
import type { Facts } from '../facts.ts';

/** Batches that are larger than what a system takes in one request. */
export function batches(facts: Facts): readonly Diagnostic[] {
  return facts.integration.flows.flatMap((flow) =>
    flow.steps.flatMap((step) =>
      limitsOf(step, flow, facts).flatMap((limit) => over(flow, step, limit)),
    ),
  );
}

function limitsOf(step: Step, flow: Flow, { systems }: Facts): readonly BatchLimit[] {
  const limits = systems.get(step.system)?.limits?.value;
  if (limits === undefined || limits === 'unknown') return [];
  return limits.flatMap(({ value }) =>
    value.kind === 'batch' && covers(value, step, flow) ? [value] : [],
  );
}

function covers({ operations, flows }: BatchLimit, step: Step, flow: Flow): boolean {
  const names = [step.name, step.operation?.id];
  return (
    (operations === undefined || operations.some((name) => names.includes(name))) &&
    (flows === undefined || flows.includes(flow.id))
  );
}

function over({ id }: Flow, { batch, name, at }: Step, limit: BatchLimit): Diagnostic[] {
  const pairs = [
    { asked: batch?.items, allowed: limit.items, unit: 'items' },
    { asked: batch?.bytes, allowed: limit.bytes, unit: 'B' },
  ];
  return pairs.flatMap(({ asked, allowed, unit }) =>
    asked === undefined || allowed === undefined || asked <= allowed
      ? []
      : [
          diagnose(
            'flow/batch-over-limit',
            { flow: id, step: name, asked: `${asked} ${unit}`, allowed: `${allowed} ${unit}` },
            at,
          ),
        ],
  );
}
