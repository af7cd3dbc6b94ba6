// npm run hostile: every hostile text in every single place; the tests take a part of them.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { makeFolder } from '../output-folder.ts';
import { attempt } from './attempt.ts';
import { integrationText, wordPlaces } from './integration-template.ts';
import { faultsOf, measureOf } from './judge.ts';
import { payloads } from './payloads.ts';
import { specPlaces, specText } from './spec-template.ts';

const { folder, remove } = makeFolder();
const usual = { 'spec.json': specText(), 'integration.yaml': integrationText() };
const measure = measureOf([await attempt(join(folder, 'usual'), usual)]);
const count = { all: 0, built: 0, faulty: 0 };

async function tryOne(place: string, inputs: typeof usual): Promise<void> {
  const result = await attempt(join(folder, 'one'), inputs);
  rmSync(join(folder, 'one'), { recursive: true });
  const faults = faultsOf(result, measure);
  count.all += 1;
  if (result.exitCode === 0) count.built += 1;
  if (faults.length === 0) return;
  count.faulty += 1;
  console.log(place, faults);
}

for (const payload of payloads) {
  for (const place of specPlaces)
    await tryOne(`spec, ${place}, ${JSON.stringify(payload)}`, {
      ...usual,
      'spec.json': specText(payload, [place]),
    });
  for (const place of wordPlaces)
    await tryOne(`integration.yaml, ${place}, ${JSON.stringify(payload)}`, {
      ...usual,
      'integration.yaml': integrationText(payload, [place]),
    });
  console.log(`${JSON.stringify(payload)}: ${count.built} of ${count.all} built`);
}
remove();
console.log(`${count.built} of ${count.all} built, ${count.faulty} with faults`);
process.exitCode = count.faulty > 0 || count.built < count.all * 0.9 ? 1 : 0;
