// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';
import { Secret, type SecretProvider } from './secret.ts';

/**
 * Secrets of a secret manager, asked for once in so many seconds and by one caller at a time. While the manager is away the
 * last value goes on: a secret that was changed is valid beside the new one for a while.
 */
export function cachedSecrets(
  ask: SecretProvider,
  { seconds, host }: { readonly seconds: number; readonly host: Pick<Host, 'now'> },
): SecretProvider {
  const known = new Map<string, { secret: Secret; untilMs: number }>();
  const asked = new Map<string, Promise<Secret>>();
  return async (name, context) => {
    const key = JSON.stringify([context?.tenant ?? null, name]);
    const found = known.get(key);
    if (found !== undefined && host.now() < found.untilMs) return found.secret;
    const flight = asked.get(key) ?? answered(key, name, context);
    asked.set(key, flight);
    try {
      return await flight;
    } catch (error) {
      if (found === undefined) throw error;
      found.untilMs = host.now() + (seconds * 1000) / 10;
      return found.secret;
    }
  };

  async function answered(key: string, ...question: Parameters<SecretProvider>): Promise<Secret> {
    try {
      const value = await ask(...question);
      const secret = new Secret(typeof value === 'string' ? value : value.reveal());
      known.set(key, { secret, untilMs: host.now() + seconds * 1000 });
      return secret;
    } finally {
      asked.delete(key);
    }
  }
}
