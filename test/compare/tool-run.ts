import { fork, type ChildProcess } from 'node:child_process';

import type { Outcome, Probe, ProbeCall } from '../wire/probe.ts';
import type { Recorder } from '../wire/recorder.ts';
import { factsOf } from './operation-facts.ts';
import type { Reply, Request, Target } from './tool-call.ts';

const script = new URL('tool-process.ts', import.meta.url).pathname;

/** Milliseconds that a call is given before it counts as pending. */
const limitMs = 30_000;

/** A client, the description that it was generated from, and the server that it calls. */
export interface Subject {
  readonly target: Target;
  readonly description: unknown;
  readonly recorder: Recorder;
}

/** Runs probes one after the other in a process of the tool's own; the cells by the ids of the probes. */
export async function runProbes(
  subject: Subject,
  probes: readonly Probe[],
): Promise<ReadonlyMap<string, string>> {
  const child = fork(script, [JSON.stringify(subject.target)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const cells = new Map<string, string>();
  try {
    await messageOf(child);
    for (const probe of probes) cells.set(probe.id, await runProbe(child, subject, probe));
  } catch {
    const why = /^\w*Error.*$/m.exec(complaint)?.[0] ?? 'its process ended';
    for (const { id } of probes) if (!cells.has(id)) cells.set(id, `✗ cannot be called: ${why}`);
  } finally {
    child.kill('SIGKILL');
  }
  return cells;
}

async function runProbe(child: ChildProcess, subject: Subject, probe: Probe): Promise<string> {
  const { recorder } = subject;
  recorder.arrivals.length = 0;
  recorder.answer = probe.server();
  const outcomes: Outcome[] = [];
  for (const call of probe.calls) outcomes.push(await outcomeOf(child, subject, call));
  const { right, seen } = probe.judge(recorder.arrivals, outcomes);
  return `${right ? '✓' : '✗'} ${seen}`;
}

async function outcomeOf(
  child: ChildProcess,
  { description }: Subject,
  call: ProbeCall,
): Promise<Outcome> {
  const request: Request = { call, facts: factsOf(description, call), limitMs };
  child.send(request);
  // What the process of a tool sends after its first message are replies.
  const { kind, isError, value } = (await messageOf(child)) as Reply;
  if (kind === 'pending') return { kind };
  return { kind, value: isError ? Object.assign(new Error(), value) : value };
}

function messageOf(child: ChildProcess): Promise<unknown> {
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
