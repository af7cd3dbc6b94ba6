import type { Decision, Source } from '../../plan/decision.ts';
import { figure } from '../../plan/figure.ts';
import type { Assumption, ChecklistItem } from '../../plan/plan.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { someOf } from './subject.ts';

type FromCatalogue = Extract<Source, { kind: 'catalogue' }>;

/** What the plan takes from the catalogue instead of the user's file: published limits, then how the vendors behave. */
export function catalogueAssumptions(systems: readonly PlannedSystem[]): readonly Assumption[] {
  const limited = systems.flatMap(({ id, calls }) =>
    (calls?.limits ?? [])
      .filter(({ declared }) => isCatalogued(declared))
      .map(({ declared }) => ({ id, decision: declared })),
  );
  const told = systems.flatMap(behaviour);
  const [limit] = limited;
  const [fact] = told;
  const names = [...new Set(limited.map(({ id }) => id))];
  return [
    ...(limit === undefined
      ? []
      : [
          {
            decision: limit.decision.id,
            assumed: `the published limits of ${someOf(names)} still hold for us${evidence(limited)}`,
            ifWrong: 'calls are refused, or fewer leave than could',
          },
        ]),
    ...(fact === undefined
      ? []
      : [
          {
            decision: fact.decision.id,
            assumed: `${sentences(told)}${evidence(told)}`,
            ifWrong: 'declare what is true, which overrules it',
          },
        ]),
  ];
}

/** `Stripe redelivers for 3 d; Xero gives tokens for 30 min` */
function sentences(told: readonly Told[]): string {
  return [...new Set(told.map(({ who }) => who))]
    .map((who) => {
      const words = told.filter((one) => one.who === who).map((one) => one.words);
      return `${who} ${words.join(', ')}`;
    })
    .join('; ');
}

/** What is to be asked or minded because the catalogue says so; what rests on memory is a question and no figure. */
export function catalogueItems({ id, provider, webhook }: PlannedSystem): readonly ChecklistItem[] {
  const recipe = webhook?.recipe;
  const isDoubtful = isCatalogued(recipe) && recipe.source.confidence !== 'high';
  return [
    ...(isDoubtful
      ? [item(`ask ${id} whether it signs by ${recipe.value}${why(recipe.source)}`)]
      : []),
    ...(provider?.remembered ?? []).map((what) =>
      item(`ask ${id} whether ${what}: the catalogue only remembers it`),
    ),
    ...(provider?.cautions ?? []).map(({ value }) => item(`${id}: ${value}`)),
  ];
}

/** Why a published limit is asked about, behind the question. */
export function whyPublished({ source }: Decision, doubt: string): string {
  if (source.kind !== 'catalogue') return '';
  return doubt === 'unconfirmed' ? why(source) : `: published for ${doubt}`;
}

/** Whether a value is the catalogue's. */
export function isCatalogued<T extends Decision>(
  decision: T | undefined,
): decision is T & { readonly source: FromCatalogue } {
  return decision?.source.kind === 'catalogue';
}

interface Told {
  readonly who: string;
  readonly decision: Decision;
  readonly words: string;
}

function behaviour(system: PlannedSystem): readonly Told[] {
  const { id, provider, calls, operations, webhook, auth } = system;
  const who = provider?.title ?? id;
  const honoured = operations.find(
    ({ repeatable, key }) => isCatalogued(repeatable) && repeatable.value && key !== undefined,
  );
  const told = <T extends Decision>(decision: T | undefined, words: (found: T) => string) =>
    isCatalogued(decision) ? [{ who, decision, words: words(decision) }] : [];
  return [
    ...told(honoured?.idempotency, ({ value }) => `honours ${value}`),
    ...told(webhook?.redelivery, (span) =>
      span.value === 0 ? 'never sends an event again' : `redelivers for ${figure(span)}`,
    ),
    ...told(webhook?.answerWithin, (span) => `wants an answer within ${figure(span)}`),
    ...told(webhook?.recipe, () => 'signs as it is written here'),
    ...told(calls?.throttled, ({ value }) => `throttles by ${value.join(' or ')}`),
    ...told(calls?.penalty, (span) => `locks out for ${figure(span)}`),
    ...told(auth.tokenLifetime, (span) => `gives tokens for ${figure(span)}`),
  ];
}

/** Where the facts were read and when, and how far the least certain may be relied on. */
function evidence(facts: readonly { readonly decision: Decision }[]): string {
  const sources = facts.map(({ decision }) => decision.source).filter(isFromCatalogue);
  const places = [...new Set(sources.map(({ reference }) => briefly(reference)))];
  const [oldest] = sources.map(({ date }) => date).sort();
  const doubt = (['low', 'medium'] as const).find((level) =>
    sources.some(({ confidence }) => confidence === level),
  );
  const least = doubt === undefined ? '' : `, partly ${doubt} confidence`;
  return ` (catalogue: ${someOf(places)}, ${oldest ?? ''}${least})`;
}

function isFromCatalogue(source: Source): source is FromCatalogue {
  return source.kind === 'catalogue';
}

function why({ reference, date, confidence }: FromCatalogue): string {
  return reference === 'memory'
    ? ': the catalogue only remembers it'
    : `: ${confidence} confidence, ${briefly(reference)} of ${date}`;
}

/** The host of an address; anything else as it stands. */
function briefly(reference: string): string {
  return /^https?:\/\/(?:www\.)?([^/\s]+)/.exec(reference)?.[1] ?? reference;
}

function item(text: string): ChecklistItem {
  return { text, gate: 'before go-live', byHand: false };
}
