import type { Json } from '../model/document.ts';
import { isList, own, pointerOf } from '../model/json.ts';
import type { DeclaredHeader } from './declared-headers.ts';
import type { Finding } from './finding.ts';
import { readProse } from './read-prose.ts';

/** Where a header keeps a value: what it always is, and what it is like. */
const fixed = [['schema', 'const'], ['schema', 'default'], ['default']];
const samples = [['example'], ['x-example'], ['schema', 'example'], ['schema', 'examples', '0']];

/**
 * The policies that values of headers state, `100;w=60`: those of the IETF's `RateLimit` headers name their window. An
 * example need not be ours.
 */
export function readHeaderValues(headers: readonly DeclaredHeader[]): Finding[] {
  return headers
    .filter(({ name }) => /rate-?limit/i.test(name))
    .flatMap((header) => [
      ...valuesOf(header, fixed),
      ...valuesOf(header, samples).map((found) => ({ ...found, confidence: 'low' as const })),
    ]);
}

function valuesOf(header: DeclaredHeader, paths: readonly (readonly string[])[]): Finding[] {
  return paths.flatMap((path) => {
    const value = path.reduce<Json | undefined>(inside, header.node);
    if (typeof value !== 'string' || !/;\s*w/.test(value)) return [];
    const place = {
      pointer: `${header.pointer}${pointerOf(path)}`,
      kind: 'header' as const,
      appliesTo: [header.operation],
      text: value,
    };
    return readProse(place, [], { isAboutLimits: true });
  });
}

function inside(value: Json | undefined, key: string): Json | undefined {
  return isList(value ?? null) ? (value as readonly Json[])[Number(key)] : own(value, key);
}
