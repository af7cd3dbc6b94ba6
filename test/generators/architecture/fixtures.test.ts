import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  clockText,
  count,
  duration,
  figure,
  rate,
  share,
  times,
} from '../../../src/plan/figure.ts';
import type { Decision } from '../../../src/plan/decision.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url);

interface Written {
  readonly name: string;
  readonly folder: URL;
  readonly text: string;
}

const documents: readonly Written[] = readdirSync(fixtures).flatMap((name) => {
  const folder = new URL(`${name}/expected/`, fixtures);
  const file = new URL('ARCHITECTURE.md', folder);
  return existsSync(file) ? [{ name, folder, text: readFileSync(file, 'utf8') }] : [];
});

// The way in which reviewers count: apart from `words.ts`, which the generator itself counts with.
const fence = /^[ \t]*(```|~~~)[\s\S]*?^[ \t]*\1[ \t]*$/gm;

function proseOf(text: string): string {
  return text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(fence, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*\|?[\s:|-]+\|?\s*$/gm, '')
    .replaceAll('|', ' ');
}

function wordsOf(text: string): readonly string[] {
  return proseOf(text).match(/\S*[A-Za-z0-9]\S*/g) ?? [];
}

/** Five words in a row, without headings and without words that hold a digit. */
function shinglesOf(text: string): ReadonlySet<string> {
  const plain = proseOf(text)
    .replace(/^#+ .*$/gm, '')
    .toLowerCase()
    .replace(/\S*\d\S*/g, ' ');
  const words = plain.match(/[a-z]+/g) ?? [];
  return new Set(
    words.slice(0, Math.max(0, words.length - 4)).map((_, at) => words.slice(at, at + 5).join(' ')),
  );
}

function numbersIn(text: string): readonly string[] {
  return (text.match(/\d[\d,.]*/g) ?? []).map((found) => found.replace(/[.,]+$/, ''));
}

/** Every decision of a plan, and every text beside the advice that no decision holds. */
function knownIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || key === 'advice') return [];
  const own = [
    ...('id' in value && 'source' in value && 'reason' in value ? formats(value) : []),
    ...(isClock(value) ? [clockText(value)] : []),
  ];
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => knownIn(inner, name))];
}

function isClock(value: object): value is { minutes: number; zone: string } {
  return 'minutes' in value && 'zone' in value;
}

function formats(value: object): readonly string[] {
  // What has an id, a source and a reason is a decision.
  const decision = value as Decision;
  const shown = [figure(decision)];
  if (typeof decision.value !== 'number') return shown;
  const number = decision.value;
  const rest = decision.unit === 'share' ? [share(1 - number)] : [];
  return [
    ...shown,
    ...rest,
    ...[count, duration, rate, share, times, bytes].map((format) => format(number)),
  ];
}

function knownNumbers({ folder }: Written): ReadonlySet<string> {
  const plan = JSON.parse(readFileSync(new URL('plan.json', folder), 'utf8')) as Record<
    string,
    unknown
  >;
  const { figures } = plan['advice'] as { figures: unknown };
  return new Set([...knownIn(plan), ...knownIn(figures)].flatMap(numbersIn));
}

const sections = [
  'On call',
  'Pattern',
  'Components',
  'Demand and outage',
  'Authentication',
  'Errors and retry',
  'Idempotency and order',
  'Observability',
  'Failure modes',
  'Highest risks',
  'Phases, exits',
  'Checklist',
  'Assumptions',
];

describe.each(documents.map((written) => [written.name, written] as const))(
  'ARCHITECTURE.md of %s',
  (_, written) => {
    const { text, folder } = written;

    it('has 500 to 900 words, counted as a reviewer counts', () => {
      expect(wordsOf(text).length).toBeGreaterThanOrEqual(500);
      expect(wordsOf(text).length).toBeLessThanOrEqual(900);
    });

    it('has at most 60 lines in fences, one of them a sequence', () => {
      const blocks = text.match(fence) ?? [];
      const lines = blocks.map((block) => block.split('\n').length - 2);
      expect(lines.reduce((sum, found) => sum + found, 0)).toBeLessThanOrEqual(60);
      expect(blocks.filter((block) => block.includes('sequenceDiagram'))).toHaveLength(1);
    });

    it('gives the verdict with a figure within the first 120 words', () => {
      expect(wordsOf(text).slice(0, 120).join(' ')).toMatch(/Verdict: (?:in)?feasible.*\d/);
    });

    it('has every section that a reviewer looks for, and says what it must', () => {
      const titles = (text.match(/^## .*$/gm) ?? []).map((title) =>
        title.replace(/^## /, '').replace(/: .*$/, ''),
      );
      expect(sections.filter((section) => !titles.includes(section))).toEqual([]);
      for (const said of ['traceparent', 'order: ', 'after a time-out or crash: ', 'Secrets: '])
        if (said !== 'Secrets: ' || text.includes('_SECRET')) expect(text).toContain(said);
      expect(text.match(/^\| (?:page|ticket): /gm)?.length ?? 0).toBeGreaterThanOrEqual(3);
      expect(text.split('\n## Checklist\n')[1]?.match(/^\d+\. /gm)?.length).toBeGreaterThan(2);
    });

    it('shows only numbers of the plan', () => {
      const known = knownNumbers(written);
      const prose = proseOf(text)
        .replace(/^\d+\. /gm, '')
        .replaceAll('2^n', '');
      expect(numbersIn(prose).filter((number) => !known.has(number))).toEqual([]);
    });

    it('quotes the settings as they stand in the output, twenty lines at most', () => {
      const [, file, quoted] = /From `([^`]+)`:\n\n```ts\n([\s\S]*?)\n```/.exec(text) ?? [];
      if (file === undefined || quoted === undefined) return;
      expect(quoted.split('\n').length).toBeLessThanOrEqual(20);
      expect(readFileSync(new URL(file, folder), 'utf8')).toContain(quoted);
    });
  },
);

/** The same integration in two settings, which has much the same to say. */
const oneCase = [
  ['several-processes-postgres', 'several-processes-redis'],
  ['spec-with-overlay', 'specs-as-they-come'],
];

describe('the documents of all fixtures', () => {
  it('share less than 60 % of their phrases, two by two', () => {
    const shingles = documents.map(({ name, text }) => ({ name, found: shinglesOf(text) }));
    const twins = shingles.flatMap((one, index) =>
      shingles.slice(index + 1).flatMap((other) => {
        const shared = [...one.found].filter((phrase) => other.found.has(phrase)).length;
        const part = shared / Math.max(1, Math.min(one.found.size, other.found.size));
        const isOne = oneCase.some((pair) => pair.includes(one.name) && pair.includes(other.name));
        return part > 0.6 && !isOne ? [`${one.name} and ${other.name}: ${share(part)}`] : [];
      }),
    );
    expect(twins).toEqual([]);
  });
});
