import { code, name } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { EmittedFile, Emitter } from '../../src/emit/emitter.ts';
import { describedSystems, systemNames } from '../../src/emit/output-names.ts';
import { resilienceText } from '../../src/emit/resilience-text.ts';
import { tsFile } from '../../src/emit/ts-file.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlannedSystem } from '../../src/plan/system.ts';

/** One file of settings for each system that has a client, with the reason beside each value. */
export const resilience: Emitter = {
  id: 'resilience',
  emit: (plan) => describedSystems(plan).flatMap((system) => resilienceFile(plan, system)),
};

// Not formatted, because the document quotes lines of it.
function resilienceFile(plan: Plan, system: PlannedSystem): readonly EmittedFile[] {
  const { calls } = system;
  if (calls === undefined) return [];
  const names = systemNames(plan, system);
  const head = { path: names.resilience, source: plan.file, format: false };
  return [
    tsFile(head, (file) => {
      const type = file.importType('SystemResilience', 'runtime/settings.ts');
      file.add(code`${docComment(`How ${system.id} is called: ${calls.limitKnowledge.reason}`)}
        export const ${name(names.key)} = ${resilienceText(file, system, calls)} satisfies ${type};`);
    }),
  ];
}
