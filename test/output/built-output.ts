import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

import { readFixture, runInto } from '../fixture-run.ts';
import { makeFolder } from '../output-folder.ts';

/** What `createIntegration` is given here. */
interface Options {
  readonly secrets: (name: string, context?: { readonly tenant?: string }) => string;
  readonly host: unknown;
  readonly counters?: unknown;
  readonly tokens?: unknown;
}

/** Types of the clients are in the output; a test says what it needs of them. */
type Create = (options: Options) => { readonly clients: unknown };

/** The `createIntegration` of the output of a fixture, which is built before the tests of a file. */
export function builtOutput(fixture: string): Create {
  const { folder, remove } = makeFolder();
  let create: Create | undefined;
  beforeAll(async () => {
    const output = join(folder, 'out');
    const { exit, stderr } = await runInto(readFixture(fixture), output);
    if (exit !== 0) throw new Error(stderr);
    const index = (await import(pathToFileURL(join(output, 'index.ts')).href)) as {
      readonly createIntegration: Create;
    };
    create = index.createIntegration;
  });
  afterAll(remove);
  return (options) => {
    if (create === undefined) throw new Error('The output is not built yet.');
    return create(options);
  };
}

/** Counts that live as long as a test. */
export function memoryCounters(): {
  readonly read: (key: string) => Promise<string | undefined>;
  readonly write: (key: string, text: string) => Promise<void>;
} {
  const texts = new Map<string, string>();
  return {
    read: (key) => Promise.resolve(texts.get(key)),
    write: (key, text) => {
      texts.set(key, text);
      return Promise.resolve();
    },
  };
}
