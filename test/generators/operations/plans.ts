import { join } from 'node:path';

import { check } from '../../../src/check/check.ts';
import { decide } from '../../../src/decide/decide.ts';
import { load } from '../../../src/load/load.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { cases } from '../../decide/cases.ts';
import { listFixtures } from '../../fixture-run.ts';

/** The plan of every fixture that builds, and of every case of the decisions, by name. */
export async function allPlans(): Promise<readonly (readonly [string, Plan])[]> {
  const built = listFixtures().filter(({ command, exit }) => command[0] === 'build' && exit === 0);
  const fixtures = await Promise.all(
    built.map(async ({ name, folder }) => [name, await planIn(join(folder, 'input'))] as const),
  );
  const others = Object.entries(cases).map(
    ([name, model]) => [name, planned(decide(model, { acceptInfeasible: true }))] as const,
  );
  return [...fixtures, ...others];
}

async function planIn(cwd: string): Promise<Plan> {
  const documents = planned(await load({ cwd, file: 'integration.yaml' }));
  return planned(decide(planned(await check(documents)), { acceptInfeasible: true }));
}

function planned<Value>({ value }: { readonly value?: Value }): Value {
  if (value === undefined) throw new Error('There is no plan.');
  return value;
}
