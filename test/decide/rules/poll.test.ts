import { describe, expect, it } from 'vitest';

import { decide } from '../../../src/decide/decide.ts';
import type { PlannedPoll } from '../../../src/plan/flow.ts';
import type { Flow, Integration, Step, System } from '../../../src/model/integration.ts';
import {
  declared,
  flow,
  integration,
  limits,
  perDay,
  pollTrigger,
  requests,
  step,
  system,
} from '../model.ts';

function poll(
  source: Partial<System>,
  { read, parts }: { read?: Partial<Step>; parts?: Partial<Flow> } = {},
): PlannedPoll | undefined {
  const model: Integration = integration({
    systems: [system('list', source), system('copy', { owned: declared(true) })],
    flows: [
      flow({
        id: 'refresh',
        from: 'list',
        to: 'copy',
        trigger: pollTrigger(step('read list', 'list', { mode: 'read', ...read })),
        steps: [step('store', 'copy')],
        volume: perDay(10_000, { keys: 10_000 }),
        ...parts,
      }),
    ],
  });
  return decide(model, { acceptInfeasible: true }).value?.flows[0]?.poll;
}

describe('how often a source is asked', () => {
  it('is once a minute where nothing is promised and limits are wide', () => {
    expect(poll({ limits: limits(requests(100, 1)) })?.interval.value).toBe(60);
  });

  it('is half the promised time where limits bear it', () => {
    const parts = { latency: declared({ total: 20 }) };
    expect(poll({ limits: limits(requests(100, 1)) }, { parts })?.interval.value).toBe(10);
  });

  it('keeps one call of an entity’s quota for a retry', () => {
    const quota = limits(requests(4, 86_400, { key: 'account', flows: ['refresh'] }));
    const found = poll({ limits: quota }, { read: { per: 'key', perDeclared: true } });
    expect(found?.interval.value).toBeCloseTo(86_400.25 / 3, 6);
  });

  it('follows the planned share of a tight limit', () => {
    expect(poll({ limits: limits(requests(30, 3600)) })?.floor.value).toBe(150);
  });
});
