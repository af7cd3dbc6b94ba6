// Writes expected/ of every fixture anew: `npm run goldens [name…]`. The diff is what a reviewer reads.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { asExpected, listFixtures, runFixture } from './fixture-run.ts';

const wanted = process.argv.slice(2);
let failed = 0;
for (const fixture of listFixtures()) {
  if (wanted.length > 0 && !wanted.includes(fixture.name)) continue;
  const result = await runFixture(fixture);
  if (result.exit !== fixture.exit) {
    failed += 1;
    process.stderr.write(
      `${fixture.name}: exit ${result.exit} instead of ${fixture.exit}\n${result.stderr}\n`,
    );
    continue;
  }
  const folder = join(fixture.folder, 'expected');
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of asExpected(result, fixture)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
