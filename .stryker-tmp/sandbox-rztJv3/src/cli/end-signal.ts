/** Aborts at the first Ctrl+C or request to end; a second one ends the process as usual. */
// @ts-nocheck

export function endSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      controller.abort();
    });
  return controller.signal;
}
