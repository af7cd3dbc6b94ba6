import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { architecture } from '../../../generators/architecture/emitter.ts';
import { countFencedLines, countWords } from '../../../generators/architecture/words.ts';
import { decisionsOf } from '../../../src/plan/decisions.ts';
import { count, duration, figure, rate, share, times } from '../../../src/plan/figure.ts';
import type { Pattern } from '../../../src/plan/flow.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { planOf, type FlowWish } from './plans.ts';

const patterns: readonly Pattern[] = [
  'request/response',
  'outbox',
  'batch',
  'event in, micro-batches out',
  'event',
  'poll',
];

const wishes = fc.record({
  pattern: fc.constantFrom(...patterns),
  verdict: fc.constantFrom('feasible' as const, 'feasible if' as const, 'infeasible' as const),
  peak: fc.integer({ min: 1, max: 900 }),
  allowed: fc.integer({ min: 1, max: 900 }),
  data: fc.string({ maxLength: 90 }),
  duplicate: fc.constantFrom('harmless', 'the customer is paid twice', 'x '.repeat(60)),
});

const plans = fc
  .record({
    systems: fc.integer({ min: 2, max: 10 }),
    flows: fc.array(wishes, { minLength: 1, maxLength: 10 }),
    name: fc.constantFrom('a', 'orders-to-ledger'),
    description: fc.string({ maxLength: 400 }),
  })
  .map(({ systems, flows, name, description }) => {
    const ids = Array.from(
      { length: systems },
      (_, index) => `system-${String.fromCharCode(97 + index)}`,
    );
    return planOf({
      name,
      description,
      systems: ids,
      flows: flows.map((flow, index): FlowWish => ({
        ...flow,
        from: ids[index % systems] ?? '',
        to: ids[(index + 1) % systems] ?? '',
      })),
    });
  });

function documentOf(plan: Plan): string {
  const files = architecture.emit(plan);
  if (files instanceof Promise) throw new Error('The emitter is synchronous.');
  return files[0]?.text ?? '';
}

/** Numbers of a text as they are shown, without the marks of a numbered list. */
function numbersIn(text: string): readonly string[] {
  return (
    text
      .replace(/^\d+\. /gm, '')
      .match(/\d[\d,.]*/g)
      ?.map((found) => found.replace(/[.,]+$/, '')) ?? []
  );
}

function numbersOfPlan(plan: Plan): ReadonlySet<string> {
  const shown = decisionsOf(plan).flatMap((decision) => [
    figure(decision),
    decision.formula ?? '',
    decision.reason,
    ...(typeof decision.value === 'number'
      ? [count, duration, rate, share, times].map((format) => format(Number(decision.value)))
      : []),
    // What is left of a limit is its use, told from the other side.
    ...(decision.unit === 'share' ? [share(1 - Number(decision.value))] : []),
  ]);
  const names = JSON.stringify([
    plan.name,
    plan.description,
    plan.flows.map(({ data, demand, alternatives }) => [
      data,
      demand.map(({ label }) => label),
      alternatives,
    ]),
  ]);
  return new Set([...shown, names].flatMap(numbersIn));
}

describe('ARCHITECTURE.md', () => {
  it('has 500 to 900 words for every integration from one flow to ten', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const text = documentOf(plan);
        expect(countWords(text)).toBeGreaterThanOrEqual(500);
        expect(countWords(text)).toBeLessThanOrEqual(900);
        expect(countFencedLines(text)).toBeLessThanOrEqual(60);
      }),
      { numRuns: 150 },
    );
  });

  it('says the verdict within the first 120 words', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const [before] = documentOf(plan).split('## ').slice(0, 1);
        expect(countWords(before ?? '')).toBeLessThanOrEqual(120);
        expect(before).toContain('**Verdict: ');
      }),
      { numRuns: 50 },
    );
  });

  it.each(patterns.map((pattern) => [pattern]))(
    'shows only figures of the plan for %s',
    (pattern) => {
      const plan = planOf({
        systems: ['shop', 'ledger'],
        flows: [{ pattern, allowed: 7, expires: pattern === 'event' ? 60 : 900 }],
      });
      const known = numbersOfPlan(plan);
      const names = new Set(['2^n']);
      const strange = numbersIn(documentOf(plan).replace(/```[\s\S]*?```/g, '')).filter(
        (number) => !known.has(number) && !names.has(number),
      );
      expect(strange).toEqual([]);
    },
  );

  it('keeps all sections of a reviewer for the least integration', () => {
    const text = documentOf(planOf({ systems: ['shop', 'ledger'], flows: [{}] }));
    const titles = text.match(/^## .*/gm);
    expect(titles).toEqual([
      '## On call',
      '## Pattern',
      '## Components',
      '## Demand and outage',
      '## Authentication',
      '## Errors and retry',
      '## Idempotency and order',
      '## Observability',
      '## Failure modes',
      '## Highest risks',
      '## Phases, exits',
      '## Checklist',
      '## Assumptions',
    ]);
  });

  it('never speaks of queues to a caller that waits', () => {
    const text = documentOf(
      planOf({
        systems: ['checkout', 'bureau'],
        flows: [{ pattern: 'request/response', allowed: 10 }],
      }),
    );
    expect(text).not.toMatch(/queue|dead.letter|backlog|redrive|inbox/i);
  });

  it('never speaks of breakers of waiting callers or queues to a run', () => {
    const text = documentOf(planOf({ systems: ['hris', 'bureau'], flows: [{ pattern: 'batch' }] }));
    expect(text).not.toMatch(/queue|redrive|inbox|p99|oldest/i);
    expect(text).toContain('03:30 UTC');
  });

  it('does not tell a run of calls as an upload', () => {
    const text = documentOf(planOf({ systems: ['hris', 'bureau'], flows: [{ pattern: 'batch' }] }));
    expect(text).not.toMatch(/upload|temporary name|staged/i);
  });

  it('tells throttling apart from failures', () => {
    const text = documentOf(
      planOf({ systems: ['shop', 'ledger'], flows: [{ pattern: 'event', allowed: 9 }] }),
    );
    expect(text).toMatch(/\| Throttled \| HTTP 429: all pause/);
    expect(text).toMatch(/\| Retryable \| network errors/);
    expect(text).not.toMatch(/\| Retryable \|[^|]*429/);
  });

  it('tells a limit that several flows share once', () => {
    const text = documentOf(
      planOf({
        systems: ['shop', 'ledger'],
        flows: [
          { id: 'a', from: 'shop', to: 'ledger', allowed: 9 },
          { id: 'b', from: 'shop', to: 'ledger', allowed: 9 },
        ],
      }),
    );
    expect(text.match(/\| (?:a|b), ledger:/g)).toHaveLength(1);
  });

  it('names rights, rotation, dead letters and three phases for a single flow', () => {
    const text = documentOf(
      planOf({ systems: ['shop', 'ledger'], flows: [{ pattern: 'event', allowed: 9 }] }),
    );
    for (const found of [
      'Rights: ',
      ' both valid for 7 d (assumed)',
      ': set aside †, owner ',
      'Metrics',
      '\n3. ',
    ]) {
      expect(text).toContain(found);
    }
  });

  it('prints hostile names as text', () => {
    const text = documentOf(
      planOf({
        name: '<script>alert(document)</script>',
        description: '[click](javascript:x)\n# heading\n```\nfence',
        systems: ['shop', 'ledger'],
        flows: [{ data: '| cell <b>', steps: ['create "x"] --> y'], duplicate: '<!-- paid twice' }],
      }),
    );
    expect(text).not.toMatch(/<script|<b>|(?<!\\)\[click|^# heading/m);
    expect(text.match(/^```/gm)).toHaveLength(4);
    expect(text.match(/<!--/g)).toHaveLength(1);
  });

  it('is the same for the same plan', () => {
    const wish = { systems: ['shop', 'ledger'], flows: [{ allowed: 9 }] };
    expect(documentOf(planOf(wish))).toBe(documentOf(planOf(wish)));
  });
});

describe('the templates', () => {
  // Names that hold a digit; everything else with a digit is a figure and comes from the plan.
  const names = ['traceparent', 'OAuth 2.0', 'HTTP 429', 'SHA-256', 'UUIDv5', '^n'];
  const folder = new URL('../../../generators/architecture/', import.meta.url);

  it('hold no literal digit', () => {
    const templates = readdirSync(folder).filter((file) => file.endsWith('.ejs'));
    expect(templates).not.toEqual([]);
    for (const file of templates) {
      expect(withoutNames(readFileSync(new URL(file, folder), 'utf8'))).not.toMatch(/\d/);
    }
  });

  it.each(['generators/architecture/sections/', 'src/decide/advice/'])(
    'the sentences of %s hold none either',
    (path) => {
      const place = new URL(`../../../${path}`, import.meta.url);
      for (const file of readdirSync(place)) {
        const source = readFileSync(new URL(file, place), 'utf8');
        const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
        expect(withoutNames(textsIn(parsed).join('\n')), file).not.toMatch(/\d/);
      }
    },
  );

  it('print no figure that the emitter makes up', () => {
    for (const file of readdirSync(new URL('sections/', folder))) {
      const source = readFileSync(new URL(`sections/${file}`, folder), 'utf8');
      const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
      expect(figuresIn(parsed), file).toEqual([]);
    }
  });

  /** Numbers that a template prints as they stand or hands to a function that prints them. */
  function figuresIn(node: ts.Node, printed = false): readonly string[] {
    if (printed && ts.isNumericLiteral(node) && isPrinted(node)) return [node.parent.getText()];
    const below: string[] = [];
    ts.forEachChild(node, (child) => {
      below.push(...figuresIn(child, printed || ts.isTemplateSpan(node)));
    });
    return below;
  }

  function isPrinted({ parent }: ts.NumericLiteral): boolean {
    if (ts.isTemplateSpan(parent) || ts.isConditionalExpression(parent)) return true;
    // `clip` takes a length; methods such as `slice` take positions.
    return (
      ts.isCallExpression(parent) &&
      ts.isIdentifier(parent.expression) &&
      parent.expression.text !== 'clip'
    );
  }

  /** What a file can print: string literals and the fixed parts of templates. */
  function textsIn(node: ts.Node): readonly string[] {
    if (ts.isImportDeclaration(node)) return [];
    const own =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
        ? [node.text]
        : [];
    const below: string[] = [];
    ts.forEachChild(node, (child) => {
      below.push(...textsIn(child));
    });
    return [...own, ...below];
  }

  function withoutNames(text: string): string {
    return names.reduce((rest, name) => rest.replaceAll(name, ''), text);
  }
});
