// `npm run conformance`: the fifteen rules against real servers, for the runtime of outputs and for published SDKs and
// libraries. Prints a Markdown table, and below it what each failed check saw. Ends with 1 if ours fails one.
import { markdownTable } from '../compare/markdown-table.ts';
import type { Driver } from './driver.ts';
import { loopbackWorld } from './loopback-world.ts';
import { ours } from './ours.ts';
import { peers } from './peers/index.ts';
import { judge, type RuleResult } from './rule.ts';
import { rules } from './rules.ts';
import type { World } from './world.ts';

// What a library leaves behind when a check ends must not end the run.
process.on('unhandledRejection', () => undefined);

const drivers = [ours, ...peers];
const columns: (readonly RuleResult[])[] = [];
for (const driver of drivers) columns.push(await column(driver));
process.stdout.write(`${table()}\n\n${failures().join('\n')}\n`);
// SDKs keep connections and timers of calls that were left alone.
process.exit(columns[0]?.some(({ verdict }) => verdict === 'fails') === true ? 1 : 0);

async function column(driver: Driver): Promise<readonly RuleResult[]> {
  process.stderr.write(`${driver.name}\n`);
  return Promise.all(rules.map((rule) => judge(rule, driver, inLoopback)));
}

async function inLoopback(run: (world: World) => Promise<void>): Promise<void> {
  const world = loopbackWorld();
  try {
    await run(world);
  } finally {
    await world.close();
  }
}

function table(): string {
  const head = ['', 'rule', ...drivers.map(({ name }) => name)];
  const rows = rules.map(({ number, title }, index) => [
    String(number),
    title,
    ...columns.map((results) => results[index]?.verdict ?? ''),
  ]);
  return markdownTable(head, rows);
}

function failures(): readonly string[] {
  return drivers.flatMap(({ name }, index) =>
    (columns[index] ?? []).flatMap(({ rule, failures: seen }) =>
      seen.map((each) => `- ${name}, rule ${rule.number}, ${each}`),
    ),
  );
}
