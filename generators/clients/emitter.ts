import type { Emitter, EmittedFile } from '../../src/emit/emitter.ts';
import { describedSystems, portSystems, systemNames } from '../../src/emit/output-names.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlannedSystem } from '../../src/plan/system.ts';
import { clientFile } from './client-file.ts';
import { errorsFile } from './errors-file.ts';
import { portFiles } from './port-files.ts';
import { clientSubject } from './subject.ts';
import { tokensFile } from './tokens-file.ts';
import { typesFile } from './types-file.ts';

/** Types, functions and errors of each described system; a port for each other one that is called. */
export const clients: Emitter = {
  id: 'clients',
  emit: (plan) => [
    ...describedSystems(plan).flatMap((system) => describedFiles(plan, system)),
    ...portSystems(plan).flatMap((system) =>
      portFiles({ system, names: systemNames(plan, system), source: plan.file }),
    ),
  ],
};

function describedFiles(plan: Plan, system: PlannedSystem): readonly EmittedFile[] {
  const subject = clientSubject(plan, system, systemNames(plan, system));
  return subject === undefined
    ? []
    : [typesFile(subject), clientFile(subject), errorsFile(subject), ...tokensFile(subject)];
}
