import type { Diagnostic, DiagnosticPlace } from './diagnostic.ts';

interface Entry<Params> {
  readonly severity: 'error' | 'warning';
  readonly message: (params: Params) => string;
  readonly fix: (params: Params) => string;
}

function entry<Params>(definition: Entry<Params>): Entry<Params> {
  return definition;
}

/** Every diagnostic; a code never changes its meaning once it was released. Sorted by code. */
export const catalog = {
  'feature/build-by-hand': entry<{ what: string; advice: string }>({
    severity: 'warning',
    message: (p) => `${p.what} is planned and documented, but its code is not generated yet.`,
    fix: (p) => p.advice,
  }),
  'feature/not-yet': entry<{ what: string }>({
    severity: 'error',
    message: (p) => `${p.what} is part of integration.yaml, but this version does not read it yet.`,
    fix: (p) => `Remove ${p.what}, or wait for the version that reads it.`,
  }),
};

export type DiagnosticCode = keyof typeof catalog;
type ParamsOf<Code extends DiagnosticCode> = Parameters<(typeof catalog)[Code]['message']>[0];

/** Makes a diagnostic; a wrong code or a missing parameter does not compile. */
export function diagnose<Code extends DiagnosticCode>(
  code: Code,
  params: ParamsOf<Code>,
  at: DiagnosticPlace,
): Diagnostic {
  // The key and its parameters belong together; TypeScript cannot see that through the union.
  const found = catalog[code] as Entry<ParamsOf<Code>>;
  return {
    code,
    severity: found.severity,
    message: found.message(params),
    fix: found.fix(params),
    at,
  };
}
