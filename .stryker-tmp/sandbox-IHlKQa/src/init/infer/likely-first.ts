// @ts-nocheck
import type { OfferedOperation } from './offered-operation.ts';

/**
 * The likeliest guesses at what a flow does, first: something that creates or sends, needs few ids of other things, and
 * takes nothing away, because somebody may run what was only a placeholder.
 */
export function likelyFirst(operations: readonly OfferedOperation[]): readonly OfferedOperation[] {
  return operations
    .map((operation) => ({ operation, rank: rankOf(operation) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ operation }) => operation);
}

const creating = /(?:^| )(?:create|add|send|submit|insert|register|new)s?(?: |$)/;
const taking =
  /(?:^| )(?:delete|remove|revoke|cancel|void|refund|reject|disable|deactivate|reset|purge|clear|expire|close|stop|end|destroy|suspend|block|ban)s?(?: |$)/;

const byMethod = {
  post: 20,
  put: 40,
  patch: 60,
  get: 80,
  head: 100,
  options: 100,
  trace: 100,
  delete: 700,
};

function rankOf({ name, method, path, summary, isDeprecated }: OfferedOperation): number {
  const words = wordsOf(`${name} ${summary}`);
  const isCreating = method === 'post' && creating.test(words);
  return (
    (isCreating ? 0 : byMethod[method]) +
    (isDeprecated ? 2000 : 0) +
    (taking.test(words) ? 1000 : 0) +
    (path.match(/\{/g)?.length ?? 0)
  );
}

function wordsOf(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ');
}
