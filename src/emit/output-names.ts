import type { Plan } from '../plan/plan.ts';
import type { PlannedSystem } from '../plan/system.ts';
import { camelNames, pascalName } from './names.ts';

/** What one system is called in the output, the same in every file of it. */
export interface SystemNames {
  /** Property of `clients`, `baseUrls` and `handlers`, and the constant of its settings: `acmeErp`. */
  readonly key: string;
  /** First part of the names of its types: `AcmeErp`. */
  readonly type: string;
  /** Makes its client: `createAcmeErp`. */
  readonly create: string;
  readonly client: string;
  readonly errors: string;
  readonly types: string;
  readonly port: string;
  readonly handlers: string;
  readonly resilience: string;
  /** How its access tokens are got, where it has any. */
  readonly tokens: string;
}

/** The names of a system; they do not depend on the order of the systems. */
export function systemNames(plan: Plan, system: PlannedSystem): SystemNames {
  const key = camelNames(
    plan.systems.map(({ id }) => id),
    reserved,
  ).of(system.id);
  const type = pascalName(key);
  return {
    key,
    type,
    create: `create${type}`,
    client: `clients/${system.id}/client.ts`,
    errors: `clients/${system.id}/errors.ts`,
    types: `clients/${system.id}/types.ts`,
    port: `clients/${system.id}/port.ts`,
    handlers: `handlers/${system.id}.ts`,
    resilience: `resilience/${system.id}.ts`,
    tokens: `clients/${system.id}/tokens.ts`,
  };
}

/** The called systems whose description is known: those that get a client. */
export function describedSystems(plan: Plan): readonly PlannedSystem[] {
  return plan.systems.filter(({ called, api }) => called && api !== undefined);
}

/** The called systems without a description: those that the user implements. */
export function portSystems(plan: Plan): readonly PlannedSystem[] {
  return plan.systems.filter(
    ({ called, api, port }) =>
      called && api === undefined && port !== undefined && port.methods.length > 0,
  );
}

// Names that the files declare or import for themselves, and the first parts of such names.
const reserved: readonly string[] = [
  'call',
  'client',
  'credential',
  'host',
  'hosts',
  'integration',
  'options',
  'system',
  'tokens',
];
