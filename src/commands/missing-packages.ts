import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { describedSystems } from '../emit/output-names.ts';
import type { Plan } from '../plan/plan.ts';

/** What a part of the output imports, in the versions that it is tested with. */
interface Needed {
  readonly name: string;
  readonly range: string;
  readonly why: string;
}

/** A warning with the one line that installs what the output imports and the nearest package.json does not have. */
export function missingPackages(plan: Plan, file: string): readonly Diagnostic[] {
  const missing = neededPackages(plan).filter(({ name }) => !plan.packages?.includes(name));
  if (missing.length === 0) return [];
  const packages = missing.map(({ name, why }) => `${name} (${why})`).join(' and ');
  const install = missing.map(({ name, range }) => `${name}@${range}`).join(' ');
  const at = { file: file.split('/').at(-1) ?? file, line: 1, column: 1 };
  return [diagnose('output/missing-packages', { packages, install }, at)];
}

function neededPackages(plan: Plan): readonly Needed[] {
  const systems = describedSystems(plan);
  const ids = (found: typeof systems): string => found.map(({ id }) => id).join(', ');
  const withTokens = systems.filter(({ auth }) => auth.token !== undefined);
  const certified = systems.filter(({ auth }) => auth.certificate !== undefined);
  return [
    ...(withTokens.length > 0
      ? [{ name: 'openid-client', range: '^6.9.0', why: `tokens of ${ids(withTokens)}` }]
      : []),
    ...(certified.length > 0
      ? [{ name: 'undici', range: '^8.13.1', why: `client certificate for ${ids(certified)}` }]
      : []),
  ];
}
