import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { build } from '../../src/main.ts';

/** What became of one API description that was built with all its operations. */
export type SpecResult =
  | { readonly kind: 'built'; readonly warnings: number; readonly seconds: number }
  /** The first mistake for which nothing was written. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** An exception, or output that does not compile. */
  | { readonly kind: 'failed'; readonly why: string };

/** Builds an API description into `<folder>/integrations/<name>`; `name` is in kebab-case. */
export async function buildSpec(spec: string, name: string, folder: string): Promise<SpecResult> {
  const started = process.hrtime.bigint();
  const directory = join(folder, 'inputs', name);
  const file = join(directory, 'integration.yaml');
  mkdirSync(directory, { recursive: true });
  // A name that no description has: the diagnostic names the nearest ones that it has.
  let operation: string | undefined = 'POST /an-operation-that-is-not-there';
  for (let attempts = 0; attempts < 3; attempts += 1) {
    writeFileSync(file, integration({ name, spec, operation }));
    try {
      const { integrations } = await build({ files: file, out: join(folder, 'outputs', name) });
      const diagnostics = integrations.flatMap((report) => report.diagnostics);
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      const [error] = errors;
      if (error === undefined) {
        const seconds = Number(process.hrtime.bigint() - started) / 1e9;
        return { kind: 'built', warnings: diagnostics.length, seconds };
      }
      const isNamed = operation !== undefined && errors.every(({ code }) => unnamed.includes(code));
      if (!isNamed) return { kind: 'refused', code: error.code, message: error.message };
      operation = proposedOperation(errors);
    } catch (error) {
      return {
        kind: 'failed',
        why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  }
  return { kind: 'failed', why: 'No operation that the diagnostics propose can be named.' };
}

const unnamed: readonly string[] = ['spec/unknown-operation', 'spec/ambiguous-operation'];

function proposedOperation(errors: readonly Diagnostic[]): string | undefined {
  return /"(?<name>[^"]+)"/.exec(errors[0]?.fix ?? '')?.groups?.['name'];
}

/** Without an operation the described system only tells of things. */
function integration(of: { name: string; spec: string; operation: string | undefined }): string {
  const flow =
    of.operation === undefined
      ? { from: 'api', on: 'thing.changed', to: 'ours', do: 'take the thing' }
      : { from: 'ours', changes: 'things', to: 'api', do: of.operation };
  return `${JSON.stringify(
    {
      integration: of.name,
      systems: {
        ours: { description: 'our own', owned: true },
        api: { description: 'the described system', spec: of.spec, operations: 'all' },
      },
      // A small volume and harmless repeats: what is asked here is whether the description can be used.
      flows: [{ ...flow, volume: '1/day', peak: '1x', latency: '1h', duplicate: 'harmless' }],
    },
    null,
    2,
  )}\n`;
}
