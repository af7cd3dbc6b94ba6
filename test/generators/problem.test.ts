import { describe, expect, it } from 'vitest';

import { CallError } from '../../generators/runtime/files/errors.ts';
import { declaredStatus, isDeclaredProblem } from '../../generators/runtime/files/problem.ts';

const declared = ['404', '4XX', 'default'];

function asked(status: string | number, error: unknown): boolean {
  return isDeclaredProblem(error, { system: 'shop', operation: 'get', status, declared });
}

function problem(
  status: number,
  kind: 'problem' | 'throttled' | 'invalid_response' = 'problem',
  place: { readonly system?: string; readonly operation?: string } = {},
): CallError {
  return new CallError({ kind, system: 'shop', operation: 'get', message: 'no', status, ...place });
}

describe('a declared problem', () => {
  it.each([
    [404, '404'],
    [409, '4XX'],
    [500, 'default'],
  ])('of status %d falls under %s', (status, expected) => {
    expect(declaredStatus(status, declared)).toBe(expected);
    for (const candidate of declared) {
      expect(asked(candidate, problem(status)), candidate).toBe(candidate === expected);
    }
  });

  it('can be asked for by its number where a range or the default covers it', () => {
    expect(asked(409, problem(409))).toBe(true);
    expect(asked(409, problem(410))).toBe(false);
    const question = { system: 'shop', operation: 'get', status: 409, declared: ['404'] };
    expect(isDeclaredProblem(problem(409), question)).toBe(false);
  });

  it('may be an answer that said "too fast"', () => {
    expect(asked('4XX', problem(429, 'throttled'))).toBe(true);
  });

  it.each([
    ['another operation', problem(404, 'problem', { operation: 'put' })],
    ['another system', problem(404, 'problem', { system: 'bank' })],
    ['an answer that could not be read', problem(404, 'invalid_response')],
    ['no answer', { kind: 'problem', system: 'shop', operation: 'get' }],
    ['no error', null],
    ['a text', '404'],
  ])('is not %s', (_, error) => {
    expect(asked('404', error)).toBe(false);
  });
});
