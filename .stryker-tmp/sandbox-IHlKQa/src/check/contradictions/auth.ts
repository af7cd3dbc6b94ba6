// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Auth, OAuth2 } from '../../model/auth.ts';
import type { Place } from '../../model/place.ts';
import type { Facts } from '../facts.ts';

/** Credentials that cannot hold as they are written. */
export function auth({ integration }: Facts): readonly Diagnostic[] {
  return integration.systems.flatMap(({ id, auth: declared }) => {
    if (declared === undefined) return [];
    const { value: credentials, at } = declared;
    const subject = { system: id, at };
    return [
      ...noneAmongOthers(credentials, subject),
      ...credentials.flatMap((credential) => {
        const own = { system: id, at: credential.at ?? at };
        if (credential.type === 'basic') return basicForms(credential, own);
        return credential.type === 'oauth2' ? grantMismatch(credential, own) : [];
      }),
    ];
  });
}

interface Subject {
  readonly system: string;
  readonly at: Place;
}

function noneAmongOthers(credentials: readonly Auth[], { system, at }: Subject): Diagnostic[] {
  const hasNone = credentials.some(({ type }) => type === 'none');
  return hasNone && credentials.length > 1
    ? [diagnose('auth/none-among-others', { system }, at)]
    : [];
}

function basicForms(
  { secret, username, password }: Extract<Auth, { type: 'basic' }>,
  { system, at }: Subject,
): Diagnostic[] {
  const parts = [username, password].filter((part) => part !== undefined).length;
  if (secret !== undefined && parts > 0) return [diagnose('auth/both-forms', { system }, at)];
  if (parts !== 1) return [];
  const missing = username === undefined ? 'username' : 'password';
  return [diagnose('auth/incomplete', { system, missing }, at)];
}

/** Grants without a person know neither refresh tokens nor consent. */
function grantMismatch(
  { grant, refresh_token: refresh, consent }: OAuth2,
  { system, at }: Subject,
): Diagnostic[] {
  if (grant === undefined || grant === 'authorization_code') return [];
  const written = [
    ...(refresh === undefined || refresh === 'none' ? [] : [`refresh_token: ${refresh}`]),
    ...(consent === undefined ? [] : ['consent']),
  ];
  return written.map((what) => diagnose('auth/grant-mismatch', { system, what, grant }, at));
}
