// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RequestFault } from './errors.ts';
import type { SecretProvider } from './secret.ts';
import { askSecret } from './security.ts';
import type { TokenStore } from './token-store.ts';

/** What the text of an encrypted record begins with. */
const form = 'a256gcm';

/** Bytes of the nonce and of the tag of AES-256-GCM (NIST SP 800-38D). */
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts tokens at rest by AES-256-GCM, with a random nonce for each record and its system and tenant as associated
 * data, so that no record can be put in the place of another. `keys` names secrets of 32 bytes in base64 each: the
 * first one encrypts, all of them decrypt; put a new one in front, and drop the old one when all records were saved anew.
 */
export function encryptedTokens(
  store: TokenStore,
  { secrets, keys }: { readonly secrets: SecretProvider; readonly keys: readonly string[] },
): TokenStore {
  const keyOf = async (name: string): Promise<Buffer> => {
    const key = Buffer.from(await askSecret(name, { secrets }), 'base64');
    if (key.length === 32) return key;
    throw new RequestFault('credential', `The secret "${name}" is not 32 bytes in base64.`);
  };
  return {
    ...store,
    async load(place) {
      const text = await store.load(place);
      if (text === undefined) return undefined;
      const [kind, name = '', sealed = ''] = text
        .split('.')
        .map((part, index) => (index === 1 ? Buffer.from(part, 'base64url').toString() : part));
      if (kind !== form || !keys.includes(name))
        throw new RequestFault('credential', 'The stored tokens are encrypted by no known key.');
      return opened(Buffer.from(sealed, 'base64url'), await keyOf(name), labelOf(place, name));
    },
    async save(place, text) {
      const [name] = keys;
      if (name === undefined)
        throw new RequestFault('credential', 'There is no key to encrypt tokens with.');
      const sealed = closed(text, await keyOf(name), labelOf(place, name));
      const parts = [form, Buffer.from(name).toString('base64url'), sealed.toString('base64url')];
      await store.save(place, parts.join('.'));
    },
  };
}

/** The associated data: where the record belongs and which key it is under. */
function labelOf(place: string, name: string): Buffer {
  return Buffer.from(JSON.stringify([form, name, place]));
}

function closed(text: string, key: Buffer, label: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(label);
  const body = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, ...body, cipher.getAuthTag()]);
}

function opened(sealed: Buffer, key: Buffer, label: Buffer): string {
  try {
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(label);
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const body = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch {
    throw new RequestFault(
      'credential',
      'The stored tokens were changed, belong elsewhere, or are under another key.',
    );
  }
}
