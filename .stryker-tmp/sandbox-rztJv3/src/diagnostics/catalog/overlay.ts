// @ts-nocheck
import { entry } from './entry.ts';

/** What can be wrong with an OpenAPI Overlay. */
export const overlayDiagnostics = {
  'overlay/invalid': entry<{ overlay: string; pointer: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.overlay} cannot be applied at ${p.pointer}: ${p.why}.`,
    fix: () =>
      'Correct it there; actions have a target (JSONPath, RFC 9535) and update, remove or copy.',
  }),
  'overlay/no-match': entry<{ overlay: string; pointer: string; target: string; spec: string }>({
    severity: 'warning',
    message: (p) =>
      `${p.overlay} changes nothing at ${p.pointer}: ${p.spec} has nothing at "${p.target}".`,
    fix: () => 'Correct the target, or remove the action if the spec no longer needs it.',
  }),
  'overlay/unreadable': entry<{ overlay: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.overlay} cannot be read: ${p.why}.`,
    fix: () => 'Correct the path; it is relative to the folder of integration.yaml.',
  }),
  'overlay/without-spec': entry<{ system: string }>({
    severity: 'error',
    message: (p) =>
      `System "${p.system}" has an overlay, but no spec to which it could be applied.`,
    fix: () => 'Add the spec, or remove the overlay.',
  }),
};
