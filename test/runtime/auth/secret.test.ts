import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../generators/runtime/files/secret.ts';

const secret = new Secret('s3cret');

describe('a secret', () => {
  it.each<[string, () => unknown]>([
    ['a text', () => String(secret)],
    ['a sum', () => 'it is ' + String(secret)],
    ['JSON', () => JSON.stringify({ secret })],
    ['inspect', () => inspect({ secret }, { depth: 9, showHidden: true, getters: true })],
    ['console', () => format('%s %o %O %j', secret, secret, secret, secret)],
    ['an error', () => inspect(new Error('no', { cause: secret }), { showHidden: true })],
    [
      'its keys',
      () => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret)]),
    ],
    ['a copy', () => JSON.stringify([Object.assign({}, secret), structuredClone(secret)])],
  ])('does not show in %s', (_, print) => {
    expect(print()).not.toContain('s3cret');
  });

  it('is given to whoever asks for it by name', () => {
    expect(secret.reveal()).toBe('s3cret');
  });
});
