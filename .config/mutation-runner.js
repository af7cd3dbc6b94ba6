// Runs the tests for Stryker in its own process. vitest begins a new one for each mutant, which takes a hundred times
// as long as the tests; ours keep no state, so modules are loaded anew only for mutants of what runs when they load.
import { readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

/** A test whose promise never settles waits for nothing that a clock of tests would bring. */
const hangsMs = 20_000;

/** The tests as their modules name them. */
let tests = [];
const path = [];
let file = '';

const titled = (title, row, index) =>
  `${format(
    title.replaceAll(/\$(\w+)/g, (_, key) => String(row?.[key])),
    ...(Array.isArray(row) ? row : [row]),
  )} (${index})`;

const each = (declare) => (rows) => (title, run) => {
  for (const [index, row] of rows.entries())
    declare(titled(title, row, index), () => run(...(Array.isArray(row) ? row : [row])));
};

const it = (title, run) => {
  const name = [file, ...path, title].join(' > ');
  tests.push({ id: `${tests.length} ${name}`, name, run });
};
it.each = each(it);

const describe = (title, declare) => {
  path.push(title);
  declare();
  path.pop();
};
describe.each = each(describe);

globalThis.__mutationTests = { it, describe, expect: chai.expect };

let generation = 0;
const shim = 'export const { it, describe, expect } = globalThis.__mutationTests;';
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest') return { url: 'shim:vitest', shortCircuit: true };
    const found = next(specifier, context);
    const isOurs = found.url.startsWith('file:') && !found.url.includes('/node_modules/');
    return isOurs && found.url.endsWith('.ts')
      ? { ...found, url: `${found.url}?${generation}` }
      : found;
  },
  load: (url, context, next) =>
    url === 'shim:vitest'
      ? { format: 'module', source: shim, shortCircuit: true }
      : next(url, context),
});

/** MUTATION_TESTS, else those of the runtime; what replaces modules needs vitest itself. */
const testFiles = () =>
  process.env['MUTATION_TESTS']?.split(',') ??
  readdirSync('test/runtime')
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => !['counter-file.test.ts', 'fifty-secrets.test.ts'].includes(name))
    .map((name) => join('test/runtime', name));

class Runner {
  /** What the mutated code reads and counts in. */
  shared = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // A mutant leaves promises behind that nobody waits for.
    process.on('unhandledRejection', () => undefined);
    process.on('uncaughtException', () => undefined);
    // Here and not with the first mutant, whose time it would take.
    await this.load();
  }

  async dryRun() {
    this.shared.activeMutant = undefined;
    await this.load();
    const results = await this.run(tests, false);
    return {
      status: DryRunStatus.Complete,
      tests: results,
      mutantCoverage: this.shared.mutantCoverage,
    };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    Object.assign(this.shared, { hitLimit, hitCount: 0, currentTestId: undefined });
    const isStatic = mutantActivation === 'static';
    this.shared.activeMutant = activeMutant.id;
    try {
      if (isStatic) await this.load();
    } catch (error) {
      this.shared.activeMutant = undefined;
      await this.load();
      return toMutantRunResult(failedToLoad(error));
    }
    const own = tests.filter(({ id }) => testFilter === undefined || testFilter.includes(id));
    const results = await this.run(own, true);
    this.shared.activeMutant = undefined;
    // The next one must not run with what this one loaded.
    if (isStatic) await this.load();
    return toMutantRunResult(
      determineHitLimitReached(this.shared.hitCount, hitLimit) ?? {
        status: DryRunStatus.Complete,
        tests: results,
      },
    );
  }

  async load() {
    generation += 1;
    tests = [];
    for (const each of testFiles()) {
      file = basename(each, '.test.ts');
      await import(pathToFileURL(resolve(each)).href);
    }
  }

  async run(own, isBail) {
    const results = [];
    for (const { id, name, run } of own) {
      this.shared.currentTestId = isBail ? undefined : id;
      const start = performance.now();
      const failure = await outcome(run);
      this.shared.currentTestId = undefined;
      results.push({
        ...{ id, name, timeSpentMs: performance.now() - start },
        ...(failure === undefined
          ? { status: TestStatus.Success }
          : { status: TestStatus.Failed, failureMessage: String(failure) }),
      });
      if (isBail && failure !== undefined) break;
    }
    return results;
  }
}

function failedToLoad(error) {
  const test = { id: 'load', name: 'load', timeSpentMs: 0, status: TestStatus.Failed };
  return { status: DryRunStatus.Complete, tests: [{ ...test, failureMessage: String(error) }] };
}

/** Why a test fails; undefined: it does not. */
async function outcome(run) {
  let timer;
  const hangs = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('It never ends.')), hangsMs);
  });
  try {
    await Promise.race([run(), hangs]);
    return undefined;
  } catch (error) {
    return error ?? new Error('nothing was thrown');
  } finally {
    clearTimeout(timer);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', Runner)];
