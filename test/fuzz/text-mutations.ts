import fc from 'fast-check';

import { payloads } from '../hostile/payloads.ts';

/** One change to a text; offsets are counted from the start of whatever text it meets. */
export interface TextMutation {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const kinds = ['insert', 'delete', 'replace', 'repeat', 'swap lines', 'indent', 'cut'] as const;

const pieces = fc.constantFrom(
  ...payloads,
  '\n',
  '  ',
  '\t',
  '- ',
  ': ',
  '? ',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '|\n',
  '>-\n',
  '# ',
  '&a ',
  '*a',
  '<<: ',
  '!t ',
  '!!binary ',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '\uFEFF',
  '~',
  '.inf',
  '0x1f',
  '1e999',
  'unknown',
  'none',
  '1s',
  '1000000000000000/s',
  '0/day',
  '99:99',
);

/** Some changes to a text. */
export const textMutations: fc.Arbitrary<readonly TextMutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 40 }),
    piece: pieces,
  }),
  { minLength: 1, maxLength: 5 },
);

/** A text with some changes. */
export function changedText(text: string, mutations: readonly TextMutation[]): string {
  return mutations.reduce(changed, text);
}

function changed(text: string, { kind, at, length, piece }: TextMutation): string {
  const start = text.length === 0 ? 0 : at % text.length;
  const before = text.slice(0, start);
  const after = text.slice(start + length);
  switch (kind) {
    case 'insert':
      return before + piece + text.slice(start);
    case 'delete':
      return before + after;
    case 'replace':
      return before + piece + after;
    case 'repeat':
      return before + text.slice(start, start + length).repeat(length) + after;
    case 'swap lines':
      return swapped(text, at, length);
    case 'indent':
      return before + text.slice(start).replace('\n', `\n${' '.repeat(length % 8)}`);
    case 'cut':
      return before;
  }
}

function swapped(text: string, at: number, distance: number): string {
  const lines = text.split('\n');
  const first = at % lines.length;
  const second = (first + distance) % lines.length;
  const [one = '', two = ''] = [lines[first], lines[second]];
  return lines
    .map((line, index) => (index === first ? two : index === second ? one : line))
    .join('\n');
}
