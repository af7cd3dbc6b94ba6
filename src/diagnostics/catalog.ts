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
  'output/blocked': entry<{ path: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.path} cannot be written: ${p.why}.`,
    fix: () => 'Move what stands there away, or choose another output directory.',
  }),
  'output/edited': entry<{ path: string }>({
    severity: 'error',
    message: (p) => `${p.path} was edited by hand, so it was not overwritten.`,
    fix: () => 'Move the edit to a file of your own, or overwrite it with --force.',
  }),
  'output/incomplete': entry<{ path: string; what: string }>({
    severity: 'error',
    message: (p) => `${p.path} ${p.what}.`,
    fix: () => 'Run integ-gen build and commit what it writes.',
  }),
  'output/not-writable': entry<{ directory: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.directory} cannot be written (${p.why}); nothing was changed.`,
    fix: () => 'Give this user the right to write there, or choose another output directory.',
  }),
  'output/orphaned': entry<{ path: string }>({
    severity: 'warning',
    message: (p) => `${p.path} is no longer generated, but it was edited by hand, so it stays.`,
    fix: () => 'Delete it when nothing needs it.',
  }),
  'output/shared': entry<{ directory: string; other: string }>({
    severity: 'error',
    message: (p) => `${p.directory} is also the output directory of ${p.other}.`,
    fix: () => 'Give each integration an output directory of its own.',
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
