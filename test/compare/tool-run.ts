import { fork, type ChildProcess } from 'node:child_process';

import type { Recorder } from '../wire/recorder.ts';
import type { Probe } from './probes.ts';
import type { Outcome, Request, Target } from './tool-call.ts';

const script = new URL('tool-process.ts', import.meta.url).pathname;

/** Milliseconds that a call is given where its probe says nothing. */
const usualLimitMs = 15_000;

/** Runs probes one after the other in a process of the tool's own; the cells by the titles of the probes. */
export async function runProbes(
  target: Target,
  recorder: Recorder,
  probes: readonly Probe[],
): Promise<ReadonlyMap<string, string>> {
  const child = fork(script, [JSON.stringify(target)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const cells = new Map<string, string>();
  try {
    await answerOf(child);
    for (const probe of probes) cells.set(probe.title, await runProbe(child, recorder, probe));
  } catch {
    const why = /^\w*Error.*$/m.exec(complaint)?.[0] ?? 'it ended';
    for (const { title } of probes)
      if (!cells.has(title)) cells.set(title, `cannot be called: ${why}`);
  } finally {
    child.kill('SIGKILL');
  }
  return cells;
}

async function runProbe(child: ChildProcess, recorder: Recorder, probe: Probe): Promise<string> {
  recorder.arrivals.length = 0;
  recorder.answer = probe.answer;
  const request: Request = { call: probe.call, limitMs: probe.limitMs ?? usualLimitMs };
  child.send(request);
  // What the process of a tool sends after its first message are outcomes.
  const outcome = (await answerOf(child)) as Outcome;
  return probe.cell(recorder.arrivals, outcome);
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (): void => {
      reject(new Error('The process of the tool ended.'));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
