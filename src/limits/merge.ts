import type { DocumentedLimit } from '../model/documented-limit.ts';
import type { Finding } from './finding.ts';
import type { HeaderIndex } from './headers.ts';
import type { FoundOperation } from './operations.ts';

interface Description {
  readonly operations: readonly FoundOperation[];
  readonly headers: HeaderIndex;
}

/** One limit for each bucket: what is said twice of the same calls is said once. */
export function merged(findings: readonly Finding[], description: Description): DocumentedLimit[] {
  const kept = new Map<string, Finding>();
  for (const finding of contradicted(findings)) {
    const pair = `${finding.phrase.rule === 'concurrency'} ${finding.phrase.count} ${finding.phrase.seconds}`;
    if (finding.appliesTo !== 'all' && kept.has(`${pair} all`)) continue;
    // A sentence at a response or header speaks of the API; at an operation, of that operation.
    const isGeneral = finding.place.kind === 'response' || finding.place.kind === 'header';
    const calls = isGeneral ? finding.quote : targetsKey(finding);
    const key = `${pair} ${calls}`;
    const known = kept.get(key);
    kept.set(key, known === undefined ? finding : both(known, finding, description));
  }
  const { operations, headers } = description;
  return [...kept.values()].map((finding) => limitOf(everywhere(finding, operations), headers));
}

// Data and words of one operation that give two amounts for one window: neither is sure.
function contradicted(findings: readonly Finding[]): readonly Finding[] {
  const byWindow = new Map<string, Map<number, Finding>>();
  for (const finding of findings.filter(isData)) {
    const key = windowKey(finding);
    const counts = byWindow.get(key) ?? new Map<number, Finding>();
    byWindow.set(key, counts.set(finding.phrase.count, finding));
  }
  if (byWindow.size === 0) return findings;
  const doubted = new Set<Finding>();
  for (const finding of findings) {
    const counts = isData(finding) ? undefined : byWindow.get(windowKey(finding));
    if (counts === undefined || counts.has(finding.phrase.count)) continue;
    doubted.add(finding);
    for (const data of counts.values()) doubted.add(data);
  }
  return findings.map((one) => (doubted.has(one) ? { ...one, confidence: 'low' } : one));
}

function isData({ place }: Finding): boolean {
  return /\/x-[^/]*(?:\/|$)/i.test(place.pointer);
}

function windowKey(finding: Finding): string {
  return `${finding.phrase.unit === 'points'} ${finding.phrase.seconds} ${targetsKey(finding)}`;
}

// What the answers of every operation say, the API says.
function everywhere(finding: Finding, operations: readonly FoundOperation[]): Finding {
  const { place, appliesTo } = finding;
  const isGeneral = place.kind === 'response' || place.kind === 'header';
  return isGeneral && appliesTo.length === operations.length
    ? { ...finding, appliesTo: 'all' }
    : finding;
}

function targetsKey({ appliesTo }: Finding): string {
  return appliesTo === 'all' ? 'all' : appliesTo.join('\n');
}

function both(first: Finding, second: Finding, { operations }: Description): Finding {
  if (first.appliesTo === 'all' || second.appliesTo === 'all')
    return { ...first, appliesTo: 'all' };
  const names = [...new Set([...first.appliesTo, ...second.appliesTo])];
  return { ...first, appliesTo: names.length === operations.length ? 'all' : names };
}

function limitOf(finding: Finding, headers: HeaderIndex): DocumentedLimit {
  const { phrase, place, confidence, burst, tier, resets, appliesTo, quote } = finding;
  const { kind, ...figures } = figuresOf(finding);
  return {
    ...figures,
    perSeconds: phrase.seconds,
    burst,
    kind,
    resets: resets ?? null,
    tier: tier ?? null,
    scope: phrase.scopes.length === 0 ? null : phrase.scopes.join(', '),
    appliesTo,
    retryAfter: headers.hasRetryAfter(appliesTo),
    headers: headers.namesFor(appliesTo),
    confidence,
    source: { pointer: place.pointer, quote },
  };
}

function figuresOf({
  phrase,
}: Finding): Pick<DocumentedLimit, 'requests' | 'concurrent' | 'points' | 'bytes' | 'kind'> {
  const none = { requests: null, concurrent: null, points: null, bytes: null };
  const { count, seconds, unit } = phrase;
  if (seconds === null) return { ...none, concurrent: count, kind: 'concurrency' };
  if (unit === 'points') return { ...none, points: count, kind: 'points' };
  if (unit === 'bytes') return { ...none, bytes: count, kind: 'bytes' };
  return { ...none, requests: count, kind: seconds < 86_400 ? 'rate' : 'quota' };
}
