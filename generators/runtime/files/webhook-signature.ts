// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { createHash, createHmac, timingSafeEqual, type Hash } from 'node:crypto';

/** How a sender signs what it sends. */
export interface SignatureScheme {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  /** How the text of a secret becomes a key; `whsec` is base64 behind `whsec_`. */
  readonly key: 'text' | 'whsec';
  readonly header: string;
  /** What parts several entries of the header; absent: it holds one. */
  readonly separator?: string;
  /** What stands before a signature: `sha256=`, `v1,`; other entries are passed over. */
  readonly prefix: string;
  /** What is signed, in order: `id` and `timestamp` as they were sent, `body` byte for byte, anything else as it stands. */
  readonly signed: readonly string[];
  /** Header with the sender's id of the event. */
  readonly id?: string;
  /** A header, or an entry of the signature header that begins so. */
  readonly timestamp?: {
    readonly header?: string;
    readonly prefix?: string;
    readonly unit: 's' | 'ms';
  };
}

/** https://www.standardwebhooks.com, symmetric. */
export const standardWebhooks: SignatureScheme = {
  algorithm: 'sha256',
  encoding: 'base64',
  key: 'whsec',
  header: 'webhook-signature',
  separator: ' ',
  prefix: 'v1,',
  signed: ['id', '.', 'timestamp', '.', 'body'],
  id: 'webhook-id',
  timestamp: { header: 'webhook-timestamp', unit: 's' },
};

/** What a receiver checks with. */
export interface SignatureCheck {
  readonly scheme: SignatureScheme;
  /** The present one, and the one before while senders still use it; none: everything is refused. */
  readonly secrets: readonly string[];
  /** Milliseconds by which the sender's clock may differ, in both directions; without a timestamp: how long an event is to be remembered. */
  readonly toleranceMs: number;
  readonly mostBytes: number;
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number;
}

/** Why a webhook is refused. */
export type SignatureFault = 'too_large' | 'no_secret' | 'unsigned' | 'clock' | 'wrong_signature';

/**
 * What tells a webhook from all others until a moment, in milliseconds since the epoch. Store it in the transaction that stores the
 * event: where it is known already the event was taken before, and where that fails the sender may send it again.
 */
export interface SignedEvent {
  readonly fault?: undefined;
  readonly key: string;
  readonly untilMs: number;
}

/** Senders sign with two secrets at most; more entries would only cost time. */
const mostSignatures = 8;

/** Whether the sender holds a secret, and what to remember; `body` is as it came over the wire. Nothing is remembered here. */
export function checkSignature(
  { headers, body }: { readonly headers: Headers; readonly body: Uint8Array },
  check: SignatureCheck,
): SignedEvent | { readonly fault: SignatureFault } {
  const { scheme, toleranceMs, wallClock } = check;
  // Before anything is hashed: the sender is not known yet.
  if (body.byteLength > check.mostBytes) return { fault: 'too_large' };
  const keys = check.secrets.flatMap((secret) => keyOf(secret, scheme.key));
  if (keys.length === 0) return { fault: 'no_secret' };
  const entries = entriesOf(headers, scheme);
  const parts = { id: partOf(headers.get(scheme.id ?? '-')), timestamp: stamp(headers, scheme) };
  const signatures = entries
    .flatMap((entry) => signatureOf(entry, scheme))
    .slice(0, mostSignatures);
  const needs = scheme.signed.some((part) => isMissing(part, parts));
  if (signatures.length === 0 || needs) return { fault: 'unsigned' };
  const sentMs = scheme.timestamp === undefined ? wallClock() : sentAt(parts.timestamp, scheme);
  if (sentMs === undefined || Math.abs(wallClock() - sentMs) > toleranceMs)
    return { fault: 'clock' };
  const isKnown = keys.some((key) => {
    const wanted = digest(createHmac(scheme.algorithm, key), { scheme, parts, body });
    return signatures.some((signature) => isSame(signature, wanted));
  });
  if (!isKnown) return { fault: 'wrong_signature' };
  // Not the signature: there may be several of one event.
  const key = parts.id ?? digest(createHash('sha256'), { scheme, parts, body }).toString('hex');
  return { key, untilMs: sentMs + toleranceMs };
}

interface Parts {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
}

function isMissing(part: string, parts: Parts): boolean {
  return (part === 'id' || part === 'timestamp') && parts[part] === undefined;
}

function keyOf(secret: string, how: SignatureScheme['key']): readonly Buffer[] {
  const text = how === 'whsec' ? secret.replace(/^whsec_/, '') : secret;
  const key = Buffer.from(text, how === 'whsec' ? 'base64' : 'utf8');
  // A key of nothing is one that everybody has.
  return key.byteLength === 0 ? [] : [key];
}

function entriesOf(headers: Headers, { header, separator }: SignatureScheme): readonly string[] {
  const text = headers.get(header)?.trim() ?? '';
  return separator === undefined ? [text] : text.split(separator).map((entry) => entry.trim());
}

function signatureOf(entry: string, { prefix, encoding }: SignatureScheme): readonly Buffer[] {
  if (!entry.startsWith(prefix)) return [];
  const text = entry.slice(prefix.length);
  const isPlain = encoding === 'hex' ? /^(?:[\da-f]{2})+$/i : /^[A-Za-z\d+/]+={0,2}$/;
  return isPlain.test(text) ? [Buffer.from(text, encoding)] : [];
}

function partOf(text: string | null): string | undefined {
  return text === null || text === '' ? undefined : text;
}

function stamp(headers: Headers, scheme: SignatureScheme): string | undefined {
  const { header, prefix } = scheme.timestamp ?? {};
  if (header !== undefined) return partOf(headers.get(header));
  if (prefix === undefined) return undefined;
  return entriesOf(headers, scheme)
    .find((entry) => entry.startsWith(prefix))
    ?.slice(prefix.length);
}

function sentAt(text: string | undefined, { timestamp }: SignatureScheme): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return timestamp?.unit === 'ms' ? Number(text) : Number(text) * 1000;
}

/** Of what is signed, in its order. */
function digest(
  hash: Hash | ReturnType<typeof createHmac>,
  {
    scheme,
    parts,
    body,
  }: { readonly scheme: SignatureScheme; readonly parts: Parts; readonly body: Uint8Array },
): Buffer {
  for (const part of scheme.signed) {
    if (part === 'body') hash.update(body);
    else hash.update(part === 'id' || part === 'timestamp' ? (parts[part] ?? '') : part);
  }
  return hash.digest();
}

/** In constant time; that the lengths differ is no secret. */
function isSame(signature: Buffer, wanted: Buffer): boolean {
  return wanted.byteLength === signature.byteLength && timingSafeEqual(wanted, signature);
}
