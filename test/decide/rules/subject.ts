import type { Flow, Integration, Step, System } from '../../../src/model/integration.ts';
import type { Limit } from '../../../src/model/limit.ts';
import type { ApiDescription, Operation } from '../../../src/model/operation.ts';
import type { Declared } from '../../../src/model/place.ts';
import type { Decision } from '../../../src/plan/decision.ts';
import type { Pattern } from '../../../src/plan/flow.ts';
import type { PlannedSystem, CallPolicy, PlannedLimit } from '../../../src/plan/system.ts';
import { decideSettings } from '../../../src/decide/settings.ts';
import { decideSystem } from '../../../src/decide/system.ts';
import type { FlowUse, SystemUse } from '../../../src/decide/use.ts';

/** A value as if it stood in line 7 of the file. */
export function declared<T>(value: T): Declared<T> {
  return {
    value,
    at: { file: 'integration.yaml', line: 7, column: 5 },
    text: JSON.stringify(value),
  };
}

export function decision<T extends number | string>(id: string, value: T): Decision<T> {
  return { id, value, source: { kind: 'default', name: 'test' }, reason: 'The test says so.' };
}

export function system(parts: Partial<System> = {}): System {
  return { id: 'ledger', at: declared(0).at, description: 'keeps the ledger', ...parts };
}

export function limits(...all: readonly Limit[]): Pick<System, 'limits'> {
  return { limits: declared(all.map((limit) => declared(limit))) };
}

export function operation(parts: Partial<Operation> = {}): Operation {
  return {
    id: 'createEntry',
    method: 'post',
    path: '/entries',
    pointer: '/paths/~1entries/post',
    deprecated: false,
    parameters: [],
    responses: [],
    security: [],
    ...parts,
  };
}

export function api(parts: Partial<ApiDescription> = {}): ApiDescription {
  return {
    reference: './ledger.yaml',
    file: 'ledger.yaml',
    version: '3.1.0',
    title: 'Ledger',
    operations: [operation()],
    securitySchemes: [],
    document: {},
    operationCount: 1,
    ...parts,
  };
}

export function step(parts: Partial<Step> = {}): Step {
  return {
    name: 'create entry',
    at: declared(0).at,
    mode: 'do',
    system: 'ledger',
    per: 'item',
    perDeclared: false,
    ...parts,
  };
}

export interface Told {
  readonly system?: Partial<System>;
  readonly assume?: Integration['assume'];
  readonly overrides?: Flow['overrides'];
  readonly pattern?: Pattern;
  readonly steps?: readonly Step[];
  /** Calls a second. */
  readonly average?: number;
  readonly peak?: number;
  /** Peak of each limit in its own unit; the peak of all calls where absent. */
  readonly peakOfLimit?: number;
  /** Seconds. */
  readonly target?: number;
  readonly budget?: number;
  readonly harmless?: boolean;
  readonly flows?: readonly FlowUse[];
}

/** Decides the one system of a test. */
export function decided(told: Told = {}): PlannedSystem & { readonly calls: CallPolicy } {
  const subject = system(told.system);
  const integration = integrationOf(subject, told);
  const planned = decideSystem(subject, {
    integration,
    settings: decideSettings(integration),
    use: useOf(subject, told),
  });
  if (planned.calls === undefined) throw new Error('The system is not called.');
  return { ...planned, calls: planned.calls };
}

/** Decides the one limit of a test. */
export function decidedLimit(limit: Limit, told: Told = {}): PlannedLimit {
  const [planned] = decided({ ...told, system: { ...limits(limit), ...told.system } }).calls.limits;
  if (planned === undefined) throw new Error('The limit is not planned.');
  return planned;
}

export function flowUse(told: Told & { readonly id?: string } = {}): FlowUse {
  const id = told.id ?? 'entries';
  return {
    flow: id,
    pattern: decision(`flows.${id}.pattern`, told.pattern ?? 'event'),
    steps: told.steps ?? [step()],
    averageCalls: decision(`flows.${id}.average`, told.average ?? 1),
    peakCalls: decision(`flows.${id}.peak`, told.peak ?? 5),
    ...(told.target === undefined
      ? {}
      : { latencyTarget: decision(`flows.${id}.latency-target`, told.target) }),
    ...(told.budget === undefined
      ? {}
      : { waitingBudget: decision(`flows.${id}.waiting.budget`, told.budget) }),
    duplicateHarms: told.harmless !== true,
  };
}

export function integrationOf(subject: System, told: Told = {}): Integration {
  return {
    name: 'test',
    file: 'integration.yaml',
    assume: told.assume ?? {},
    deployment: {},
    output: './integrations/test',
    systems: [subject],
    flows: [
      {
        id: 'entries',
        at: declared(0).at,
        from: 'shop',
        to: subject.id,
        trigger: { kind: 'event', events: ['paid'], at: declared(0).at },
        steps: told.steps ?? [step()],
        overrides: told.overrides ?? {},
      },
    ],
  };
}

function useOf(subject: System, told: Told): SystemUse {
  const owner = `systems.${subject.id}`;
  const peak = told.peak ?? 5;
  const all = subject.limits?.value;
  return {
    averageCalls: decision(`${owner}.average-calls`, told.average ?? 1),
    peakCalls: decision(`${owner}.peak-calls`, peak),
    byLimit: (all === undefined || all === 'unknown' ? [] : all).map((_, index) => ({
      average: decision(`${owner}.limits.${String(index)}.average-use`, told.average ?? 1),
      peak: decision(`${owner}.limits.${String(index)}.peak-use`, told.peakOfLimit ?? peak),
    })),
    flows: told.flows ?? [flowUse(told)],
  };
}
