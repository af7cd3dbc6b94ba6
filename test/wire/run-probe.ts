import type { Outcome, Probe, ProbeCall, Verdict } from './probe.ts';
import { startRecorder } from './recorder.ts';

/** A client under probe. */
export interface ProbedClient {
  /** Makes a call at a base address; resolves or rejects as the client does. */
  readonly call: (call: ProbeCall, baseUrl: string) => Promise<unknown>;
  /** How long a call may take, in milliseconds, before it counts as pending. */
  readonly patienceMs: number;
}

/** Runs a probe against a loopback server of its own. */
export async function runProbe(probe: Probe, { call, patienceMs }: ProbedClient): Promise<Verdict> {
  const recorder = await startRecorder(probe.server());
  const outcomes: Outcome[] = [];
  try {
    for (const made of probe.calls)
      outcomes.push(await ended(() => call(made, recorder.baseUrl), patienceMs));
    return probe.judge(recorder.arrivals, outcomes);
  } finally {
    await recorder.close();
  }
}

async function ended(call: () => Promise<unknown>, patienceMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'pending' });
    }, patienceMs);
  });
  const outcome = Promise.resolve()
    .then(call)
    .then(
      (value): Outcome => ({ kind: 'returned', value }),
      (value: unknown): Outcome => ({ kind: 'threw', value }),
    );
  try {
    return await Promise.race([outcome, patience]);
  } finally {
    clearTimeout(timer);
  }
}
