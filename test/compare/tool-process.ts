// The process in which one tool's client runs: `node tool-process.ts TARGET`, asked and answering over IPC.
import { pathToFileURL } from 'node:url';

import type { Reply, Request, Target } from './tool-call.ts';
import { openClient } from './tool-client.ts';
import { loadTypeScriptOf } from './typescript-loader.ts';

// The parent writes it.
const target = JSON.parse(process.argv[2] ?? '') as Target;
if (target.tool !== 'integ-gen') loadTypeScriptOf(`${pathToFileURL(target.out).href}/`);
await openClient(target);
process.on('message', (request: Request) => {
  void replyTo(request).then((reply) => process.send?.(reply));
});
process.send?.('ready');

async function replyTo({ call, facts, limitMs }: Request): Promise<Reply> {
  // A fresh one, so that the breaker and the retry budget of one call do not meet another.
  const send = await openClient(target);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'pending', isError: false, value: undefined });
    }, limitMs);
  });
  const ended = send(call, facts).then(
    (value) => reply('returned', value),
    (value: unknown) => reply('threw', value),
  );
  const first = await Promise.race([ended, late]);
  clearTimeout(timer);
  return first;
}

const reply = (kind: 'returned' | 'threw', value: unknown): Reply => ({
  kind,
  isError: value instanceof Error,
  value: plain(value),
});

/** The fields of a value as data, four deep: enough for the status and the body that it carries. */
function plain(value: unknown, depth = 0): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 4) return null;
  // The name of an error and the status of a response belong to their classes.
  const inherited = ['name', 'status'].filter((name) => name in value);
  const names = new Set([...Object.getOwnPropertyNames(value), ...inherited]);
  return Object.fromEntries(
    // Any field of any object may be asked for by its name.
    [...names].map((name) => [name, plain((value as Record<string, unknown>)[name], depth + 1)]),
  );
}
