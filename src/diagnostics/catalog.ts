import { conflictDiagnostics } from './catalog/conflict.ts';
import { entry } from './catalog/entry.ts';
import type { Entry } from './catalog/entry.ts';
import { flowDiagnostics } from './catalog/flow.ts';
import { mapDiagnostics } from './catalog/map.ts';
import { keyDiagnostics, secretDiagnostics, valueDiagnostics } from './catalog/schema.ts';
import { overlayDiagnostics } from './catalog/overlay.ts';
import { specDiagnostics } from './catalog/spec.ts';
import {
  authDiagnostics,
  complianceDiagnostics,
  deploymentDiagnostics,
  idempotencyDiagnostics,
  limitDiagnostics,
  paginationDiagnostics,
  portDiagnostics,
  systemDiagnostics,
  tenantDiagnostics,
  webhookDiagnostics,
} from './catalog/system.ts';
import { yamlDiagnostics } from './catalog/yaml.ts';
import type { Diagnostic, DiagnosticPlace } from './diagnostic.ts';

/** Every diagnostic; a code never changes its meaning once it was released. Sorted by code. */
export const catalog = {
  ...authDiagnostics,
  ...complianceDiagnostics,
  ...conflictDiagnostics,
  ...deploymentDiagnostics,
  'feature/build-by-hand': entry<{ what: string; advice: string }>({
    severity: 'warning',
    message: (p) => `${p.what} is planned and documented, but its code is not generated yet.`,
    fix: (p) => p.advice,
  }),
  'feature/not-yet': entry<{ what: string; advice?: string }>({
    severity: 'error',
    message: (p) => `${p.what} is planned for integ-gen, but this version does not have it yet.`,
    fix: (p) => p.advice ?? 'Remove it, or wait for the version that has it.',
  }),
  ...flowDiagnostics,
  ...idempotencyDiagnostics,
  'init/exists': entry<{ file: string }>({
    severity: 'error',
    message: (p) => `${p.file} is there already, and init writes over nothing of yours.`,
    fix: () => 'Edit that file, move it away, or run init in another folder (--cwd).',
  }),
  'init/not-writable': entry<{ file: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.file} cannot be written (${p.why}); nothing was changed.`,
    fix: () => 'Run init in a folder that is there and that this user may write to (--cwd).',
  }),
  ...keyDiagnostics,
  ...limitDiagnostics,
  ...mapDiagnostics,
  'output/blocked': entry<{ path: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.path} cannot be written: ${p.why}.`,
    fix: () => 'Move what stands there away, or choose another output directory.',
  }),
  'output/edited': entry<{ path: string }>({
    severity: 'error',
    message: (p) => `${p.path} was edited by hand since it was generated.`,
    fix: () => 'Move the edit to a file of your own, or overwrite it with --force.',
  }),
  'output/foreign': entry<{ path: string }>({
    severity: 'error',
    message: (p) => `${p.path} stands there already and was not written by a build.`,
    fix: () => 'Move it away, choose another output directory, or overwrite it with --force.',
  }),
  'output/handler-incomplete': entry<{ path: string; names: string }>({
    severity: 'warning',
    message: (p) => `${p.path} does not export ${p.names}, which generated files import from it.`,
    fix: (p) =>
      `Write the steps that are new and export ${p.names}; the file is yours, so no build does it.`,
  }),
  'output/incomplete': entry<{ path: string; what: string }>({
    severity: 'error',
    message: (p) => `${p.path} ${p.what}.`,
    fix: () => 'Run integ-gen build and commit what it writes.',
  }),
  'output/missing-packages': entry<{ packages: string; install: string }>({
    severity: 'warning',
    message: (p) =>
      `The output imports ${p.packages}, which the nearest package.json does not have.`,
    fix: (p) => `npm install ${p.install}`,
  }),
  'output/not-staged': entry<{ output: string; count: number; add: string }>({
    severity: 'error',
    message: (p) =>
      `${p.count === 1 ? '1 file' : `${p.count} files`} of this integration (${p.output}) would not be committed as on disk.`,
    fix: (p) => `Look at the changes, then git add ${p.add} and commit again.`,
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
  'output/prettier-unreadable': entry<{ directory: string; why: string }>({
    severity: 'warning',
    message: (p) => `The prettier configuration for ${p.directory} cannot be read: ${p.why}.`,
    fix: () => 'Correct it; until then integ-gen formats in a style of its own.',
  }),
  'output/shared': entry<{ directory: string; other: string }>({
    severity: 'error',
    message: (p) => `${p.directory} is also the output directory of ${p.other}.`,
    fix: () => 'Give each integration an output directory of its own.',
  }),
  ...overlayDiagnostics,
  ...paginationDiagnostics,
  ...portDiagnostics,
  ...secretDiagnostics,
  ...specDiagnostics,
  ...systemDiagnostics,
  ...tenantDiagnostics,
  ...valueDiagnostics,
  'verdict/concurrency-over-limit': entry<{ flow: string; asked: string; allowed: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" asks for ${p.asked} calls at a time, but ${p.allowed}.`,
    fix: () => 'Lower concurrency to what the limit allows, or leave it out.',
  }),
  'verdict/infeasible': entry<{ flow: string; why: string; ways: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" cannot work as declared. ${p.why}`,
    fix: (p) => `${p.ways} Or build it as it is with --accept-infeasible.`.trimStart(),
  }),
  'verdict/infeasible-accepted': entry<{ flow: string; why: string; ways: string }>({
    severity: 'warning',
    message: (p) => `Flow "${p.flow}" cannot work as declared and is built all the same. ${p.why}`,
    fix: (p) => p.ways,
  }),
  'verdict/more-instances-than-permits': entry<{ limit: string; why: string; most: string }>({
    severity: 'warning',
    message: (p) =>
      `More processes run than "${p.limit}" has permits: ${p.why}, so nothing leaves under it while the store that they share is away.`,
    fix: (p) => `Set deployment.instances to ${p.most} at most, or accept the pause.`,
  }),
  'verdict/poll-floor': entry<{ flow: string; why: string; ways: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" would poll below its floor. ${p.why}`,
    fix: (p) => p.ways,
  }),
  'verdict/retry-too-short': entry<{ flow: string; span: string; outage: string }>({
    severity: 'warning',
    message: (p) =>
      `The retries of flow "${p.flow}" may be over after ${p.span}, before an outage of ${p.outage} ends; what arrived in it becomes a dead letter.`,
    fix: () => 'Leave attempts out, or set retry.for to more than the outage.',
  }),
  'verdict/synchronous-deadline': entry<{ flow: string; why: string; ways: string }>({
    severity: 'error',
    message: (p) => `Callers of flow "${p.flow}" cannot have an answer in time. ${p.why}`,
    fix: (p) => p.ways,
  }),
  ...webhookDiagnostics,
  ...yamlDiagnostics,
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
