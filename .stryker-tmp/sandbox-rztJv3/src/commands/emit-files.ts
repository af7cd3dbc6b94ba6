// @ts-nocheck
import type { EmittedFile } from '../emit/emitter.ts';
import type { Plan } from '../plan/plan.ts';

/** Everything that the emitters print from a plan, formatted. */
export async function emitFiles(plan: Plan): Promise<readonly EmittedFile[]> {
  const [{ emitters }, { formatFiles }, { planJson }] = await Promise.all([
    import('../../generators/index.ts'),
    import('../emit/format.ts'),
    import('../plan/json.ts'),
  ]);
  const emitted = await Promise.all(emitters.map(async (emitter) => emitter.emit(plan)));
  const json: EmittedFile = {
    path: 'plan.json',
    text: planJson(plan),
    owner: 'generated',
    format: false,
  };
  const files = [...emitted.flat(), json].sort((a, b) => (a.path < b.path ? -1 : 1));
  const twice = files.find(
    ({ path }, index) => files[index + 1]?.path.toLowerCase() === path.toLowerCase(),
  );
  if (twice !== undefined) throw new Error(`Two emitters made the path ${twice.path}.`);
  return formatFiles(files, plan.prettier);
}
