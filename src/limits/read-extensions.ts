import type { Json, JsonObject } from '../model/document.ts';
import { isList, isObject, ownObject, pointerOf } from '../model/json.ts';
import type { Confidence } from '../model/documented-limit.ts';
import { googleQuotas } from './extensions/google.ts';
import { slaLimits } from './extensions/sla.ts';
import { structured } from './extensions/structured.ts';
import type { Finding } from './finding.ts';
import type { Phrase } from './grammar/rate.ts';
import type { FoundOperation } from './operations.ts';
import type { Place } from './places.ts';
import { readProse } from './read-prose.ts';

/** Extensions whose values speak of limits: `x-acme-ratelimit`, `x-throttling-tier`, `x-api-budget`. */
const aboutLimits = /^x-.*(?:rate-?_?limit|throttl|quota|api-?budget)/i;

/** The limits that extensions state, as data or in words. */
export function readExtensions(root: JsonObject, operations: readonly FoundOperation[]): Finding[] {
  return [
    ...nodes(root, operations).flatMap((node) => extensionsOf(node, operations)),
    ...googleQuotas(root, operations).map((quota) =>
      finding({
        ...quota,
        unit: quota.isCost ? 'points' : 'requests',
        pointer: `/x-google-management/quota/limits/${quota.index}`,
        scope: 'project',
      }),
    ),
    ...slaLimits(root, operations).map((limit) =>
      finding({ ...limit, unit: 'requests', tier: `${limit.plan} plan` }),
    ),
  ];
}

interface Node {
  readonly value: JsonObject;
  readonly pointer: string;
  readonly appliesTo: Place['appliesTo'];
}

function nodes(root: JsonObject, operations: readonly FoundOperation[]): Node[] {
  const info = ownObject(root, 'info');
  return [
    { value: root, pointer: '', appliesTo: 'all' },
    ...(info === undefined ? [] : [{ value: info, pointer: '/info', appliesTo: 'all' as const }]),
    ...operations.map(({ node, pointer, name }) => ({ value: node, pointer, appliesTo: [name] })),
  ];
}

function extensionsOf(node: Node, operations: readonly FoundOperation[]): Finding[] {
  return Object.keys(node.value)
    .filter((key) => aboutLimits.test(key) && !key.startsWith('x-google-'))
    .concat(Object.hasOwn(node.value, 'x-google-ratelimit') ? ['x-google-ratelimit'] : [])
    .flatMap((key) => {
      const value = node.value[key] ?? null;
      const at = { ...node, pointer: `${node.pointer}${pointerOf([key])}` };
      return [...dataOf(value, at), ...wordsOf(value, at, operations)];
    });
}

function dataOf(value: Json, { pointer, appliesTo }: Node): Finding[] {
  return structured(value).map((limit) =>
    finding({
      ...limit,
      pointer: `${pointer}${pointerOf(limit.path)}`,
      appliesTo,
      quote: quoteOf(value),
    }),
  );
}

/** As many texts of one extension are read; no API has more. */
const maxTexts = 100;

function wordsOf(value: Json, node: Node, operations: readonly FoundOperation[]): Finding[] {
  return texts(value).flatMap(({ path, text }) => {
    const pointer = `${node.pointer}${pointerOf(path)}`;
    const place = { pointer, kind: 'operation' as const, appliesTo: node.appliesTo };
    // What the value is called is part of what it says: `burst: 10/s`.
    const words = `${path.at(-1)?.slice(0, 60) ?? 'limit'}: ${rateLiteral(text) ?? text}`;
    return readProse({ ...place, text: words }, operations, { isAboutLimits: true }).map(
      (found) => ({ ...found, quote: text.slice(0, 300) }),
    );
  });
}

interface Text {
  readonly path: readonly string[];
  readonly text: string;
}

function texts(value: Json, path: readonly string[] = []): readonly Text[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (path.length > 4 || !(isList(value) || isObject(value))) return [];
  return Object.entries(value)
    .slice(0, maxTexts)
    .flatMap(([name, item]) => texts(item, [...path, name]))
    .slice(0, maxTexts);
}

// `10ps` and `600pm` of Apigee, `5PerMin` and `10kPerMin` of WSO2.
function rateLiteral(text: string): string | undefined {
  const parts = /^(\d{1,9})(k?)(?:p([smhd])|per(sec|min|hour|day))$/i.exec(text.trim());
  if (parts === null) return undefined;
  const [, count = '', thousand = '', letter, word] = parts;
  return `${count}${thousand === '' ? '' : '000'}/${letter?.toLowerCase() ?? word?.toLowerCase() ?? 's'}`;
}

function quoteOf(value: Json): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 300);
}

interface Parts {
  readonly count: number;
  readonly seconds: number | null;
  readonly unit: Phrase['unit'];
  readonly pointer: string;
  readonly appliesTo: Place['appliesTo'];
  readonly quote: string;
  readonly burst?: number | null;
  readonly scope?: string | undefined;
  readonly tier?: string | undefined;
  readonly isCalendar?: boolean;
}

function finding({ count, seconds, unit, pointer, appliesTo, quote, ...rest }: Parts): Finding {
  const { burst = null, scope, tier, isCalendar = false } = rest;
  const confidence: Confidence = tier === undefined ? 'high' : 'low';
  return {
    phrase: {
      rule: seconds === null ? 'concurrency' : 'cell',
      from: 0,
      to: 0,
      count,
      seconds,
      unit,
      noun: '',
      scopes: scope === undefined ? [] : [scope],
      isVague: false,
      isCalendar,
    },
    place: { pointer, kind: 'operation', appliesTo },
    confidence,
    burst,
    tier,
    resets: isCalendar ? 'clock' : undefined,
    appliesTo,
    quote,
  };
}
