import { entry } from './entry.ts';

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
  'spec/invalid': entry<{ spec: string; pointer: string; what: string; also: number }>({
    severity: 'warning',
    message: (p) =>
      `${p.spec} departs from the OpenAPI standard at ${p.pointer}: it ${p.what}${
        p.also === 0 ? '' : ` (the same at ${p.also} other places)`
      }.`,
    fix: () => 'Compare what is generated for it with what the API really does.',
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
    fix: () => 'Correct the path; it is relative to the folder of integration.yaml.',
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
