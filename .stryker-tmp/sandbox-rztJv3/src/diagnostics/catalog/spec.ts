// @ts-nocheck
import { entry } from './entry.ts';

export interface Lost {
  readonly spec: string;
  readonly pointer: string;
  readonly reference?: string;
  readonly why: string;
  /** How many others are not shown. */
  readonly more: number;
}

function alike(more: number): string {
  return more === 0 ? '' : ` (so are ${String(more)} others that are not shown)`;
}

// `/paths/~1items/get/parameters/0` is `GET /items`.
function routeAt(pointer: string): string {
  const [, , path = '', method = ''] = pointer.split('/');
  const words = path.replaceAll('~1', '/').replaceAll('~0', '~');
  return method === '' || method === 'parameters' ? words : `${method.toUpperCase()} ${words}`;
}

/** What can be wrong with an API description. */
export const specDiagnostics = {
  'spec/ambiguous-operation': entry<{ name: string; spec: string; candidates: readonly string[] }>({
    severity: 'error',
    message: (p) => `"${p.name}" names ${p.candidates.length} operations of ${p.spec}.`,
    fix: (p) => `Name one of them by method and path: ${p.candidates.slice(0, 3).join(', ')}.`,
  }),
  'spec/broken': entry<{ spec: string; line: number; column: number; why: string }>({
    severity: 'error',
    message: (p) => `${p.spec} cannot be read: line ${p.line}, column ${p.column}: ${p.why}.`,
    fix: (p) => `Correct ${p.spec} at that line, or fetch it anew from where it came from.`,
  }),
  'spec/circular-schema': entry<{ spec: string; pointer: string; round: string }>({
    severity: 'warning',
    message: (p) =>
      `${p.spec} defines a schema by nothing but itself at ${p.pointer} (${p.round}); it is taken as anything.`,
    fix: () => 'Say in the spec, or in an overlay, what the schema is.',
  }),
  'spec/dangling-reference': entry<Lost>({
    severity: 'warning',
    message: (p) =>
      `${p.spec} refers to "${p.reference ?? ''}" at ${p.pointer}, and ${p.why}; the part is taken as unknown${alike(p.more)}.`,
    fix: () => 'Correct the reference in the spec, or describe the part in an overlay.',
  }),
  'spec/host-not-allowed': entry<{ spec: string; host: string }>({
    severity: 'error',
    message: (p) => `${p.spec} stands at ${p.host}, from which nothing is fetched unasked.`,
    fix: (p) =>
      `Allow it with --allow-host ${p.host}; or download it, commit it beside this file, and give its path.`,
  }),
  'spec/invalid': entry<{ spec: string; pointer: string; what: string; also: number }>({
    severity: 'warning',
    message: (p) =>
      `${p.spec} departs from the OpenAPI standard at ${p.pointer}: it ${p.what}${
        p.also === 0 ? '' : ` (the same at ${p.also} other places)`
      }.`,
    fix: () => 'Compare what is generated for it with what the API really does.',
  }),
  'spec/left-out': entry<Lost>({
    severity: 'warning',
    message: (p) =>
      `${routeAt(p.pointer)} of ${p.spec} is left out, because ${
        p.reference === undefined ? '' : `it refers to "${p.reference}" and `
      }${p.why} (${p.pointer})${alike(p.more)}.`,
    fix: () => 'Correct it in the spec or in an overlay if the operation is needed.',
  }),
  'spec/renamed-operations': entry<{ spec: string; names: readonly string[] }>({
    severity: 'warning',
    message: (p) =>
      `The plain function name of operations of ${p.spec} is taken, so a number tells them apart: ${p.names
        .slice(0, 10)
        .join(', ')}${p.names.length > 10 ? ', …' : ''}.`,
    fix: () =>
      'Nothing has to be done; an overlay can give operationIds that differ by more than case and signs.',
  }),
  'spec/renamed-schemas': entry<{ spec: string; names: readonly string[] }>({
    severity: 'warning',
    message: (p) =>
      `Schemas of ${p.spec} differ by no more than case and signs, so a number tells their types apart: ${p.names
        .slice(0, 10)
        .map((name) => `"${name}"`)
        .join(', ')}${p.names.length > 10 ? ', …' : ''}.`,
    fix: () => 'Nothing has to be done; both types are there.',
  }),
  'spec/unknown-operation': entry<{ name: string; spec: string; nearest: readonly string[] }>({
    severity: 'error',
    message: (p) => `${p.spec} defines no operation "${p.name}".`,
    fix: (p) =>
      p.nearest.length === 0
        ? 'Name an operationId of the spec, or METHOD /path.'
        : `Name one that it defines; the nearest: ${p.nearest.map((name) => `"${name}"`).join(', ')}.`,
  }),
  'spec/unreadable': entry<{ spec: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.spec} cannot be read: ${p.why}.`,
    fix: (p) =>
      /^https?:/i.test(p.spec)
        ? 'Correct the address; or download the spec, commit it beside this file, and give its path.'
        : 'Correct the path; it is relative to the folder of integration.yaml.',
  }),
  'spec/unresolved-reference': entry<{
    spec: string;
    reference: string;
    pointer: string;
    why: string;
  }>({
    severity: 'error',
    message: (p) =>
      `${p.spec} refers to "${p.reference}" at ${p.pointer}, which cannot be followed: ${p.why}.`,
    fix: () => 'Correct the reference in the spec, or add what it refers to.',
  }),
  'spec/unsupported': entry<{ spec: string; what: string }>({
    severity: 'error',
    message: (p) => `${p.spec} is ${p.what}, which integ-gen does not read.`,
    fix: () => 'Give an OpenAPI document of version 2.0, 3.0 or 3.1.',
  }),
  'spec/unusable': entry<{ spec: string; pointer: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.spec} cannot be used: ${p.why} at ${p.pointer}.`,
    fix: () => 'Correct the spec there, or fetch it anew from where it came from.',
  }),
};
