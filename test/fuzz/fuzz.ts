// npm run fuzz -- [COUNT] [SEED]: builds mutated inputs; a hang, a blow-up, an exception or a broken output is a failure.
import { runCases } from './run-cases.ts';

const [count = 10_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(seed) || count < 1) {
  process.stderr.write('usage: npm run fuzz -- [COUNT] [SEED]\n');
  process.exit(2);
}
console.log(`${count} cases, seed ${seed}`);
const started = Date.now();
const rate = (done: number): string => (done / ((Date.now() - started) / 1000)).toFixed(1);

const { exitCodes, failures } = await runCases({
  seed,
  count,
  failed: ({ index, why, file }) => {
    console.log(`FAILED ${index} (its input: ${file})\n${why}`);
  },
  done: (index) => {
    if ((index + 1) % 500 === 0) console.log(`${index + 1} cases, ${rate(index + 1)} a second`);
  },
});
for (const [code, cases] of [...exitCodes].sort(([a], [b]) => a - b))
  console.log(`exit code ${code}: ${cases}`);
console.log(`${failures.length} of ${count} failed; ${rate(count)} a second`);
process.exitCode = failures.length > 0 ? 1 : 0;
