import { code, joinLines, noCode, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import { isLimited } from '../../src/emit/shared-store.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlannedSystem } from '../../src/plan/system.ts';
import type { Parts } from './parts.ts';

const words = {
  redis: '`redisStore` of runtime/redis-store.ts with a client of `ioredis` or `redis`',
  postgres: '`postgresStore` of runtime/postgres-store.ts with a `Pool` of `pg`',
} as const;

/** The store that all processes count in. */
export function storeField(file: TsFile, { store }: Parts): Code {
  return store === undefined
    ? noCode
    : code`${docComment(`Where all processes count their calls together: ${words[store]}.`)}
        readonly store: ${file.importType('SharedStore', 'runtime/shared-store.ts')};`;
}

/** What gives each client the limits that it shares. */
export function sharedConstant(file: TsFile, plan: Plan, { store, instances }: Parts): Code {
  return store === undefined
    ? noCode
    : code`const shared = ${file.importValue('sharedLimits', 'runtime/shared-limits.ts')}({
        store: options.store,
        integration: ${plan.name},
        instances: ${instances},
      });`;
}

/** What lets the breakers of all processes try a system in turn. */
export function probesConstant(file: TsFile, { store, described }: Parts): Code {
  return store === undefined || !described.some(({ system }) => hasBreaker(system))
    ? noCode
    : code`const probes = ${file.importValue('sharedProbes', 'runtime/shared-probe.ts')}(options.store, host);`;
}

function hasBreaker({ calls }: PlannedSystem): boolean {
  return calls !== undefined && calls.breaker.none === undefined;
}

/** What one client shares with those of other processes. */
export function sharedEntry(system: PlannedSystem, { store }: Parts): Code {
  if (store === undefined) return noCode;
  return joinLines([
    isLimited(system) ? code`counts: shared,` : noCode,
    hasBreaker(system) ? code`probes,` : noCode,
  ]);
}
