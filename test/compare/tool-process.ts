// The process in which one tool's client runs: `node tool-process.ts TARGET`, asked and answering over IPC.
import { pathToFileURL } from 'node:url';

import { describeError, describeValue } from './outcome.ts';
import type { Outcome, Request, Target } from './tool-call.ts';
import { openClient } from './tool-client.ts';
import { loadTypeScriptOf } from './typescript-loader.ts';

// The parent writes it.
const target = JSON.parse(process.argv[2] ?? '') as Target;
if (target.tool !== 'integ-gen') loadTypeScriptOf(`${pathToFileURL(target.out).href}/`);
await openClient(target);
process.on('message', (request: Request) => {
  void outcomeOf(request).then((outcome) => process.send?.(outcome));
});
process.send?.('ready');

async function outcomeOf({ call, limitMs }: Request): Promise<Outcome> {
  // A fresh one, so that the breaker and the retry budget of one call do not meet another.
  const send = await openClient(target);
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Omit<Outcome, 'seconds'>>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'pending', text: 'pending', json: '' });
    }, limitMs);
  });
  const ended = send(call).then(describeValue, describeError);
  const outcome = await Promise.race([ended, late]);
  clearTimeout(timer);
  return { ...outcome, seconds: (performance.now() - start) / 1000 };
}
