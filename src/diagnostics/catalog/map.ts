import { entry } from './entry.ts';

/** What can be wrong with fields that are taken from one item into another. */
export const mapDiagnostics = {
  'map/unknown-field': entry<{
    flow: string;
    field: string;
    where: string;
    near: readonly string[];
  }>({
    severity: 'error',
    message: (p) =>
      `The map of flow "${p.flow}" names "${p.field}", which ${p.where} does not have.`,
    fix: (p) =>
      p.near.length === 0
        ? 'Use a field that the description has.'
        : `Use ${p.near.map((name) => `"${name}"`).join(', ')}, or another field that the description has.`,
  }),
};
