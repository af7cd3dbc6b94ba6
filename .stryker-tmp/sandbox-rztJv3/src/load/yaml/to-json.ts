// @ts-nocheck
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, Scalar, YAMLMap } from 'yaml';

import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isPastedPair } from '../../diagnostics/secret.ts';
import type { Json } from '../../model/document.ts';
import type { Placing } from './placing.ts';
import { shownWord } from './shown-word.ts';

interface Source {
  readonly text: string;
  readonly places: Placing;
}

interface Reading extends Source {
  readonly diagnostics: Diagnostic[];
}

/** The value of a node, objects without a prototype; aliases are never followed. */
export function toJson(
  node: ParsedNode | null,
  source: Source,
): { readonly value: Json; readonly diagnostics: readonly Diagnostic[] } {
  const reading = { ...source, diagnostics: [] };
  const value = valueOf(node, reading);
  return { value, diagnostics: reading.diagnostics };
}

function valueOf(node: ParsedNode | null, reading: Reading): Json {
  if (node === null) return null;
  if (isAlias(node)) {
    refuseAlias(node, reading);
    return null;
  }
  refuseProperties(node, reading);
  if (isMap(node)) return objectOf(node, reading);
  // Every item of a parsed list is a parsed node; the type of the library is wider.
  if (isSeq(node)) return node.items.map((item) => valueOf(item, reading));
  return scalarOf(node, reading);
}

function objectOf(map: YAMLMap.Parsed, reading: Reading): Json {
  const object = Object.create(null) as Record<string, Json>;
  const first = new Map<string, ParsedNode>();
  for (const { key, value } of map.items) {
    const name = keyOf(key, reading);
    const inner = valueOf(value, reading);
    if (name === undefined) continue;
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, key);
      object[name] = inner;
    } else {
      reading.diagnostics.push(duplicate(name, { key, before }, reading));
    }
  }
  return object;
}

function duplicate(
  name: string,
  { key, before }: { key: ParsedNode; before: ParsedNode },
  reading: Reading,
): Diagnostic {
  const { line } = reading.places.at(before.range[0]);
  const at = reading.places.at(...span(key));
  if (isPastedPair(name))
    return { ...diagnose('yaml/duplicate-key', { key: '…', line }, at), redacted: true };
  return diagnose('yaml/duplicate-key', { key: shown(name, key, reading), line }, at);
}

function keyOf(key: ParsedNode, reading: Reading): string | undefined {
  const { places, diagnostics } = reading;
  const at = places.at(...span(key));
  if (isAlias(key)) {
    refuseAlias(key, reading);
    return undefined;
  }
  refuseProperties(key, reading);
  if (isScalar(key) && typeof key.value === 'string') {
    if (key.value !== '<<' || key.type !== 'PLAIN') return key.value;
    diagnostics.push(diagnose('yaml/merge-key', {}, at));
    return undefined;
  }
  const word = isScalar(key) ? key.source : 'A list or mapping';
  diagnostics.push(
    diagnose('yaml/key-not-text', { key: word === '' ? 'Nothing' : shown(word, key, reading) }, at),
  );
  return undefined;
}

function refuseAlias(node: ParsedNode & { readonly source: string }, reading: Reading): void {
  const what = `The alias "*${shown(node.source, node, reading)}"`;
  reading.diagnostics.push(diagnose('yaml/alias', { what }, reading.places.at(...span(node))));
}

function scalarOf(node: Scalar.Parsed, reading: Reading): Json {
  const { value } = node;
  if (typeof value === 'number') {
    const why = faultOf(value);
    if (why === undefined) return value;
    const params = { number: shown(node.source, node, reading), why };
    reading.diagnostics.push(diagnose('yaml/number', params, reading.places.at(...span(node))));
    return null;
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

function faultOf(value: number): string | undefined {
  if (!Number.isFinite(value)) return 'is not finite';
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return 'is too large to be exact';
  return undefined;
}

function refuseProperties(
  node: Exclude<ParsedNode, { source: string; resolve: unknown }>,
  reading: Reading,
): void {
  const { text, places, diagnostics } = reading;
  const [start] = span(node);
  if (node.anchor !== undefined) {
    const what = `The anchor "&${shown(node.anchor, node, reading)}"`;
    diagnostics.push(diagnose('yaml/alias', { what }, propertyPlace(`&${node.anchor}`)));
  }
  if (node.tag !== undefined) {
    const tag = node.tag.replace('tag:yaml.org,2002:', '!!');
    diagnostics.push(diagnose('yaml/tag', { tag: shown(tag, node, reading) }, propertyPlace('!')));
  }

  // Tag and anchor stand before the value, mostly on its line.
  function propertyPlace(lead: string): ReturnType<Placing['at']> {
    const from = Math.max(0, start - 1000);
    const last = text.slice(from, start).lastIndexOf(lead);
    if (last < 0) return places.at(start);
    const found = lead === '!' && text[from + last - 1] === '!' ? last - 1 : last;
    const word = /^[^\s,[\]{}]+/.exec(text.slice(from + found, start))?.[0] ?? lead;
    return places.at(from + found, from + found + word.length);
  }
}

function span(node: ParsedNode): [number, number] {
  return [node.range[0], node.range[1]];
}

function shown(word: string, node: ParsedNode, { text }: Reading): string {
  return shownWord(word, { text, offset: node.range[0] });
}
