import { gaps, type TestServer } from './world.ts';

/** The answer of a server that is well. */
export const ok = { status: 200, data: { ok: true } } as const;

/** An answer of one that is not. */
export function busy(
  headers: Record<string, string>,
  status = 503,
): { readonly status: number; readonly headers: Record<string, string> } {
  return { status, headers };
}

/** What a server saw, in words. */
export function told(server: TestServer): string {
  const apart = gaps(server).map(Math.round).join(' and ');
  return `${server.arrivals.length} requests, ${apart === '' ? 'no' : apart} ms apart`;
}
