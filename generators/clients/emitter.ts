import type { Emitter, EmittedFile } from '../../src/emit/emitter.ts';
import { describedSystems, portSystems, systemNames } from '../../src/emit/output-names.ts';
import { opening } from '../../src/emit/ts-file.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlannedSystem } from '../../src/plan/system.ts';
import { clientFile } from './client-file.ts';
import { errorsFile } from './errors-file.ts';
import { portFiles } from './port-files.ts';
import { functionNames, type ClientSubject } from './subject.ts';

/** Types, functions and errors of each described system; a port for each other one that is called. */
export const clients: Emitter = {
  id: 'clients',
  emit: async (plan) => {
    const described = await Promise.all(
      describedSystems(plan).map((system) => describedFiles(plan, system)),
    );
    const ports = portSystems(plan).map((system) =>
      portFiles({ system, names: systemNames(plan, system), source: plan.file }),
    );
    return [...described, ...ports].flat();
  },
};

async function describedFiles(plan: Plan, system: PlannedSystem): Promise<readonly EmittedFile[]> {
  const { api } = system;
  if (api === undefined) return [];
  const names = systemNames(plan, system);
  const subject = { system, api, names, functions: functionNames(api, names), source: plan.file };
  return [await typesFile(subject), clientFile(subject), errorsFile(subject)];
}

// Loaded late: it brings the TypeScript compiler with it.
async function typesFile({ api, names, source }: ClientSubject): Promise<EmittedFile> {
  const { openapiTypes } = await import('./openapi-types.ts');
  const text = `${opening({ source }).text}\n\n${openapiTypes(api.document)}`;
  return { path: names.types, text: `${text.trimEnd()}\n`, owner: 'generated', format: false };
}
