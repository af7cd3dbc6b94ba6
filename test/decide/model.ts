import type { Flow, Integration, Step, System, Trigger } from '../../src/model/integration.ts';
import type { Limit, RequestLimit } from '../../src/model/limit.ts';
import type { Declared, Place } from '../../src/model/place.ts';
import type { Peak, Volume } from '../../src/model/quantity.ts';

/** Models made by hand: what an integration.yaml would become, without reading one. */
export const place: Place = { file: 'integration.yaml', line: 1, column: 1 };

export function declared<T>(value: T, text = 'as declared'): Declared<T> {
  return { value, at: place, text };
}

export function system(id: string, parts: Partial<System> = {}): System {
  return { id, at: place, description: id, ...parts };
}

export function limits(...values: readonly Limit[]): NonNullable<System['limits']> {
  return declared(values.map((value) => declared(value)));
}

export function requests(
  count: number,
  perSeconds: number,
  parts: Partial<RequestLimit> = {},
): Limit {
  return { kind: 'requests', requests: count, perSeconds, ...parts };
}

export function step(name: string, at: string, parts: Partial<Step> = {}): Step {
  return { name, at: place, mode: 'do', system: at, per: 'item', perDeclared: false, ...parts };
}

export function perDay(count: number, parts: Partial<Volume> = {}): Declared<Volume> {
  return declared({ count, perSeconds: 86_400, each: 'interval', ...parts });
}

export function perRun(count: number): Declared<Volume> {
  return declared({ count, each: 'run' });
}

export function peak(
  count: number,
  perSeconds: number,
  parts: Partial<Peak> = {},
): NonNullable<Flow['peak']> {
  const value = { kind: 'rate', rate: { count, perSeconds }, ...parts } as Peak;
  return declared([declared(value, 'the peak')]);
}

export const triggers = {
  event: { kind: 'event', events: ['it happened'], at: place },
  call: { kind: 'call', name: 'ask', at: place },
  changes: { kind: 'changes', table: 'things', at: place },
  schedule: { kind: 'schedule', at: place },
} satisfies Record<string, Trigger>;

export function pollTrigger(read: Step): Trigger {
  return { kind: 'poll', step: read, at: place };
}

export function flow(parts: Partial<Flow> & { readonly steps: readonly Step[] }): Flow {
  return {
    id: 'flow',
    at: place,
    from: 'a',
    to: 'b',
    trigger: triggers.event,
    overrides: {},
    ...parts,
  };
}

export function integration(parts: Partial<Integration>): Integration {
  return {
    name: 'sample',
    file: 'integration.yaml',
    assume: {},
    deployment: {},
    output: 'integrations/sample',
    systems: [],
    flows: [],
    ...parts,
  };
}
