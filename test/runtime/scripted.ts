import { json } from './settings.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

/** How a system answers one request. */
export type Step = (request: Request) => Response | Promise<Response>;

/** A system that answers step by step (the last one for ever) and remembers what it was sent, and when. */
export function scripted(...steps: Step[]): {
  host: VirtualHost;
  sent: Request[];
  times: number[];
} {
  const sent: Request[] = [];
  const times: number[] = [];
  const host = virtualHost({
    fetch: async (request) => {
      sent.push(request);
      times.push(host.now());
      const step = steps[Math.min(sent.length, steps.length) - 1];
      if (step === undefined) throw new Error('no step');
      return step(request);
    },
  });
  return { host, sent, times };
}

/** Answers. */
export const ok: Step = () => json({ ok: true });
/** Answers with a status. */
export const status =
  (code: number, headers: Record<string, string> = {}, data: unknown = {}): Step =>
  () =>
    json(data, { status: code, headers });
/** Breaks the connection after the request was sent. */
export const reset: Step = () => {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
  });
};
/** Takes no connection. */
export const refused: Step = () => {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  });
};
/** Never answers. */
export const hangs: Step = () => new Promise<never>(() => undefined);
/** Begins an answer and never ends it. */
export const stalls: Step = () =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array([123]));
      },
    }),
    {
      headers: { 'content-type': 'application/json' },
    },
  );
