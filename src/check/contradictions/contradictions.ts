import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Facts } from '../facts.ts';
import { auth } from './auth.ts';
import { batches } from './batches.ts';
import { deployment } from './deployment.ts';
import { fileNames } from './file-names.ts';
import { idempotency } from './idempotency.ts';
import { limits } from './limits.ts';
import { magnitudes } from './magnitudes.ts';
import { maps } from './maps.ts';
import { pagination } from './pagination.ts';
import { plainHttp } from './plain-http.ts';
import { ports } from './ports.ts';
import { priorities } from './priorities.ts';
import { promises } from './promises.ts';
import { repeats } from './repeats.ts';
import { residency } from './residency.ts';
import { tenants } from './tenants.ts';
import { twoWay } from './two-way.ts';
import { unusedSystems } from './unused-systems.ts';
import { waiting } from './waiting.ts';

const rules: readonly ((facts: Facts) => readonly Diagnostic[])[] = [
  auth,
  batches,
  deployment,
  fileNames,
  idempotency,
  limits,
  magnitudes,
  maps,
  pagination,
  plainHttp,
  ports,
  priorities,
  promises,
  repeats,
  residency,
  tenants,
  twoWay,
  unusedSystems,
  waiting,
];

/** Everything in an integration that cannot hold at the same time. */
export function contradictions(facts: Facts): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(facts));
}
