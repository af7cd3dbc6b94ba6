import { describe, expect, it } from 'vitest';

import { decide } from '../../src/decide/decide.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Flow, Integration } from '../../src/model/integration.ts';
import { fewEvents, polled, quotaBelowVolume, waitingCaller } from './cases.ts';
import { declared, limits, peak, requests } from './model.ts';

function said(model: Integration, acceptInfeasible = false): readonly Diagnostic[] {
  return decide(model, { acceptInfeasible }).diagnostics;
}

function withFlow(model: Integration, parts: Partial<Flow>): Integration {
  return { ...model, flows: model.flows.map((flow) => ({ ...flow, ...parts })) };
}

describe('a quota that is too small', () => {
  it('is an error that names factor and moment, with the ways out', () => {
    const [found] = said(quotaBelowVolume);
    expect(found).toMatchObject({ code: 'verdict/infeasible', severity: 'error' });
    expect(found?.message).toMatch(/2\.4x.*gone by 10:00 UTC/);
    expect(found?.fix).toContain('1 - 25,000 / 60,000 = 0.583');
    expect(found?.fix).toContain('60,000 / 0.8 = 75,000');
  });

  it('is a warning where it is accepted', () => {
    const codes = said(quotaBelowVolume, true).map(({ code, severity }) => [code, severity]);
    expect(codes).toEqual([['verdict/infeasible-accepted', 'warning']]);
  });
});

describe('a caller who waits', () => {
  it('is an error where half of the calls take longer than it grants', () => {
    const slow = {
      ...waitingCaller,
      systems: waitingCaller.systems.map((system) =>
        system.id === 'scoring' ? { ...system, latency: declared({ p50: 4, p99: 9 }) } : system,
      ),
    };
    expect(said(slow).map(({ code }) => code)).toContain('verdict/synchronous-deadline');
  });

  it('is at risk on more than half of a limit, and not on half of it', () => {
    const busier = withFlow(waitingCaller, { peak: peak(6, 1) });
    expect(said(busier).map(({ code }) => code)).toEqual(['flow/synchronous-at-risk']);
    expect(said(waitingCaller)).toEqual([]);
  });

  it('refuses a time-out that is longer than its budget', () => {
    const patient = withFlow(waitingCaller, { overrides: { timeout: declared(5, '5s') } });
    expect(said(patient).map(({ code }) => code)).toContain('verdict/synchronous-deadline');
  });
});

describe('a poll', () => {
  it('is refused below its floor', () => {
    const eager = withFlow(polled, { schedule: declared({ everySeconds: 10 }) });
    const [found] = said(eager);
    expect(found?.code).toBe('verdict/poll-floor');
    expect(found?.message).toContain('every 10 s');
  });
});

describe('overrides', () => {
  it('warn where the retries end before the outage does', () => {
    const hasty = withFlow(fewEvents, { overrides: { retry: declared({ attempts: 4 }) } });
    const [found] = said(hasty);
    expect(found).toMatchObject({ code: 'verdict/retry-too-short', severity: 'warning' });
    expect(found?.message).toContain('3.5 s');
  });

  it('are refused where they ask for more slots than there are', () => {
    const wide = withFlow(
      {
        ...fewEvents,
        systems: fewEvents.systems.map((system) =>
          system.id === 'tasks'
            ? { ...system, limits: limits(requests(10, 1), { kind: 'concurrent', concurrent: 2 }) }
            : system,
        ),
      },
      { overrides: { concurrency: declared(8) } },
    );
    expect(said(wide).map(({ code }) => code)).toEqual(['verdict/concurrency-over-limit']);
  });
});
