import type { Evidence } from './provider.ts';

/** How a sender signs its events, exact enough to verify them. */
export interface SignatureScheme {
  readonly name: string;
  readonly title: string;
  readonly algorithm:
    | 'hmac-sha1'
    | 'hmac-sha256'
    | 'ecdsa-p256-sha256'
    | 'rsa-sha256'
    | 'jwt-es256'
    /** The header repeats the secret: nothing is signed. */
    | 'shared-token';
  /** How the text of the secret becomes the key; `whsec` is base64 behind `whsec_`, `once` comes in a first request. */
  readonly key: 'text' | 'whsec' | 'hex' | 'public-key' | 'certificate' | 'key-set' | 'once';
  /** Header with the signature; absent: it stands in the body, at `field`. */
  readonly header?: string;
  readonly field?: string;
  /** What parts several entries of the header, and what stands before a signature in one. */
  readonly separator?: string;
  readonly prefix?: string;
  /** What is signed, in order: `body` byte for byte; `id`, `timestamp`, `method`, `url`, `form`, `fields`; anything else as it stands. */
  readonly signed: readonly string[];
  readonly encoding: 'hex' | 'base64' | 'base64url' | 'none';
  readonly timestamp?: {
    readonly header?: string;
    /** What an entry of the signature header begins with. */
    readonly prefix?: string;
    readonly field?: string;
    readonly unit: 's' | 'ms' | 'date';
  };
  /** Seconds by which a time may be off, in both directions. */
  readonly tolerance?: number;
  /** What stays the same when the sender sends an event again. */
  readonly eventId?: { readonly header: string } | { readonly field: string };
  /** What the address must answer before events come. */
  readonly handshake?: string;
  /** What the signature does not protect, or is easily got wrong. */
  readonly caution?: string;
  readonly from: Evidence;
}
