import { nodeHost } from '../../../generators/runtime/files/node-host.ts';
import { oauthClient, oauthRequest } from '../../../generators/runtime/files/oauth-client.ts';
import { oauthConsent, type Consent } from '../../../generators/runtime/files/oauth-consent.ts';
import { fileTokens } from '../../../generators/runtime/files/token-file.ts';
import { tokenSource } from '../../../generators/runtime/files/token-source.ts';
import type { TokenStore } from '../../../generators/runtime/files/token-store.ts';

/** What a process is told. */
export interface Task {
  readonly url: string;
  readonly folder: string;
  readonly secret: string;
  /** Callers at once. */
  readonly callers: number;
  /** Where it dies: `before` or `after` the new tokens are stored. */
  readonly dies?: 'before' | 'after';
}

/** What came of it: the tokens that the callers got, each once, and the kinds of errors. */
export interface Outcome {
  readonly tokens: readonly string[];
  readonly faults: readonly string[];
}

/** The tokens of the person at the server, in files. */
export function personSource(
  { url, folder, secret }: Task,
  around: (store: TokenStore) => TokenStore = (store) => store,
): { readonly consent: Consent; run(callers: number): Promise<Outcome> } {
  const host = nodeHost();
  const settings = {
    lifetimeMs: 3_600_000,
    reserveMs: 372_000,
    timeoutMs: 10_000,
    mostAtOnce: 4,
    consent: true,
  };
  const client = oauthClient({
    host,
    secrets: (name) => (name === 'CLIENT_ID' ? 'person' : secret),
    settings: {
      grant: 'authorization_code',
      tokenUrl: `${url}/token`,
      authorizationUrl: `${url}/auth`,
      scopes: ['openid', 'offline_access', 'api:read'],
      authentication: 'secret',
      rsa: 'RS256',
      clientId: 'CLIENT_ID',
      clientSecret: 'SECRET',
    },
  });
  const source = tokenSource({
    system: 'ledger',
    host,
    settings,
    request: oauthRequest(client),
    store: around(fileTokens(folder, host)),
  });
  return {
    consent: oauthConsent(client, source, settings),
    async run(callers) {
      const never = new AbortController().signal;
      const all = Array.from({ length: callers }, () => source.current(never));
      const outcomes = await Promise.allSettled(all);
      const kindOf = (reason: unknown): string => (reason as { readonly kind: string }).kind;
      return {
        tokens: distinct(
          outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.value.reveal()] : [])),
        ),
        faults: distinct(
          outcomes.flatMap((one) => (one.status === 'rejected' ? [kindOf(one.reason)] : [])),
        ),
      };
    },
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
