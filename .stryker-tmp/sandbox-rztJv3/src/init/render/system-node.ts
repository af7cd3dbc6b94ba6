// @ts-nocheck
import { YAMLSeq } from 'yaml';
import type { Node } from 'yaml';

import type { SystemAnswer } from '../answers.ts';
import type { Credential } from '../infer/login.ts';
import { comment } from './comment.ts';
import { mapping } from './mapping.ts';
import type { Entry } from './mapping.ts';

/** A system of integration.yaml, with the keys worth filling next as comments. */
export function systemNode(system: SystemAnswer): Node {
  const { description, owned, api, url } = system;
  const entries: readonly (Entry | undefined)[] = [
    { key: 'description', value: description },
    owned ? { key: 'owned', value: true } : undefined,
    api === undefined ? undefined : specEntry(system, api),
    url === undefined ? undefined : { key: 'url', value: url },
    authEntry(system),
  ];
  return mapping(
    entries.filter((entry) => entry !== undefined),
    { below: owned ? undefined : nextKeys(system) },
  );
}

function specEntry(
  { url }: SystemAnswer,
  { spec, operations, server }: NonNullable<SystemAnswer['api']>,
): Entry {
  const where = server ?? (url === undefined ? 'no address in it' : undefined);
  const parts = [`OpenAPI ${spec.version}`, `${operations.length} operations`, where];
  return {
    key: 'spec',
    value: spec.reference,
    behind: comment(parts.filter((part) => part !== undefined).join(', ')),
  };
}

function authEntry({ login, logins = 1 }: SystemAnswer): Entry | undefined {
  if (login === undefined) return undefined;
  const [first, ...others] = login.credentials.map(credentialNode);
  if (first === undefined) return undefined;
  const list = new YAMLSeq();
  list.items.push(first, ...others);
  const choice = logins > 1 ? `; the spec offers ${logins} ways` : '';
  return {
    key: 'auth',
    value: others.length === 0 ? first : list,
    above: comment(`${meaning(login.credentials)}${choice}`),
  };
}

function credentialNode(credential: Credential): Node {
  const entries = Object.entries(credential).map(([key, value]) => ({ key, value }));
  return mapping(entries, { flow: true });
}

function meaning(credentials: readonly Credential[]): string {
  const isPair = credentials.some(({ type }) => type === 'basic');
  return `Names of secrets, never their values${isPair ? '; a basic one holds user:password' : ''}`;
}

// What the plan must guess otherwise, and what its verdict hangs on most.
function nextKeys({ api, url }: SystemAnswer): string {
  const hasAddress = api === undefined || api.server !== undefined || url !== undefined;
  return comment(
    'What its documentation says decides whether this can work; until then it is unknown or assumed:',
    ...(hasAddress ? [] : ['url: https://api.example.com']),
    'limits: [{ requests: 100, per: 1m, scope: api key }]',
    'latency: { p50: 300ms, p99: 2s }',
    'idempotency: { header: Idempotency-Key, retention: 24h }',
  );
}
