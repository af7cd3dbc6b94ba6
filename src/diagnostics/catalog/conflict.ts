import { entry } from './entry.ts';

/** What can be wrong with what a two-way flow says of conflicts. */
export const conflictDiagnostics = {
  'conflict/lacks': entry<{ policy: string; what: string; fix: string }>({
    severity: 'error',
    message: (p) => `The conflict policy ${p.policy} ${p.what}.`,
    fix: (p) => p.fix,
  }),
  'conflict/owner-not-a-side': entry<{ field: string; owner: string; ends: readonly string[] }>({
    severity: 'error',
    message: (p) =>
      `"${p.owner}" cannot own "${p.field}": it is neither of the two systems of the flow.`,
    fix: (p) => `Use ${p.ends.map((end) => `"${end}"`).join(' or ')}.`,
  }),
};
