import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';

import type { Json } from '../../src/model/document.ts';
import { isObject } from '../../src/model/json.ts';
import { integrationText } from '../hostile/integration-template.ts';
import { specText } from '../hostile/spec-template.ts';
import { jsonMutations, mutated } from './json-mutations.ts';
import { openapiSchemas } from './openapi-schemas.ts';
import { propertiesOf, valuesOf } from './schema-values.ts';
import { changedText, textMutations } from './text-mutations.ts';

/** The files of one build. */
export interface FuzzCase {
  readonly kind: string;
  readonly inputs: Readonly<Record<string, string>>;
}

type Inputs = FuzzCase['inputs'];

const fixtures = new URL('../../fixtures/', import.meta.url).pathname;

/** What the fixtures are built from, and the two small documents that hold nearly everything that can be said. */
const bases: readonly Inputs[] = [
  { 'spec.json': specText(), 'integration.yaml': integrationText() },
  ...readdirSync(fixtures)
    .sort()
    .map((name) => filesOf(join(fixtures, name, 'input'))),
];
const [small = {}] = bases;

/** The case with this number in the run of this seed. */
export function fuzzCase(seed: number, index: number): FuzzCase {
  const [found] = fc.sample(cases, { seed: seed + index * 7919, numRuns: 1 });
  if (found === undefined) throw new Error('fast-check gave no sample');
  return found;
}

const yamlTexts = fc
  .tuple(fc.constantFrom(...bases), textMutations)
  .map(([inputs, changes]) =>
    withChange(inputs, 'integration.yaml', (text) => changedText(text, changes)),
  );

const yamlStructures = fc
  .tuple(fc.constantFrom(...bases), jsonMutations)
  .map(([inputs, changes]) =>
    withChange(inputs, 'integration.yaml', (text) => mutated(jsonOf(text), changes)),
  );

const system = propertiesOf('system');
const flow = propertiesOf('flow');
const changes = fc.array(
  fc.oneof(
    valuesOf('system').map((value) => ({ path: ['systems', 'api'], value })),
    valuesOf('flow').map((value) => ({ path: ['flows', '0'], value })),
    ...Object.entries(system).map(([key, values]) =>
      fc.tuple(fc.constantFrom('shop', 'api', 'crm'), values).map(([name, value]) => ({
        path: ['systems', name, key],
        value,
      })),
    ),
    ...Object.entries(flow).map(([key, values]) =>
      fc.tuple(fc.constantFrom('0', '1', '2'), values).map(([name, value]) => ({
        path: ['flows', name, key],
        value,
      })),
    ),
  ),
  { minLength: 1, maxLength: 4 },
);

const vocabulary = changes.map((made) =>
  withChange(small, 'integration.yaml', (text) =>
    made.reduce((before, { path, value }) => replaced(before, path, value), text),
  ),
);

const specs = bases.flatMap((inputs) =>
  Object.keys(inputs)
    .filter((path) => path !== 'integration.yaml')
    .map((path) => ({ inputs, path })),
);

const specTexts = fc
  .tuple(fc.constantFrom(...specs), textMutations)
  .map(([{ inputs, path }, made]) => withChange(inputs, path, (text) => changedText(text, made)));

// The small spec holds nearly all that OpenAPI has, so it is taken most often.
const specStructures = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({ inputs: small, path: 'spec.json' }) },
      { weight: 1, arbitrary: fc.constantFrom(...specs) },
    ),
    jsonMutations,
  )
  .map(([{ inputs, path }, made]) =>
    withChange(inputs, path, (text) => mutated(jsonOf(text), made)),
  );

const specSchemas = fc
  .array(fc.tuple(fc.constantFrom('Order', 'Pet', 'Cat', 'Dog'), openapiSchemas), {
    minLength: 1,
    maxLength: 4,
  })
  .map((made) =>
    withChange(small, 'spec.json', (text) =>
      made.reduce(
        (before, [name, value]) => replaced(before, ['components', 'schemas', name], value),
        text,
      ),
    ),
  );

const cases: fc.Arbitrary<FuzzCase> = fc.oneof(
  { weight: 2, arbitrary: named('text of integration.yaml', yamlTexts) },
  { weight: 2, arbitrary: named('structure of integration.yaml', yamlStructures) },
  { weight: 3, arbitrary: named('vocabulary of integration.yaml', vocabulary) },
  { weight: 1, arbitrary: named('text of a spec', specTexts) },
  { weight: 5, arbitrary: named('structure of a spec', specStructures) },
  { weight: 3, arbitrary: named('schemas of a spec', specSchemas) },
);

function named(kind: string, inputs: fc.Arbitrary<Inputs>): fc.Arbitrary<FuzzCase> {
  return inputs.map((files) => ({ kind, inputs: files }));
}

function withChange(inputs: Inputs, path: string, change: (text: string) => string): Inputs {
  return { ...inputs, [path]: change(inputs[path] ?? '') };
}

function replaced(text: string, path: readonly string[], value: Json): string {
  // JSON.parse is typed `any`; what it returns is JSON.
  const document = JSON.parse(text) as Json;
  let parent: Json = document;
  for (const key of path.slice(0, -1)) parent = (parent as Record<string, Json>)[key] ?? {};
  if (isObject(parent) || Array.isArray(parent)) {
    Object.assign(parent, { [path.at(-1) ?? '']: value });
  }
  return JSON.stringify(document, undefined, 1);
}

/** The JSON of a text in YAML; the text of a fixture that is broken by intent becomes a string. */
function jsonOf(text: string): string {
  try {
    return JSON.stringify(load(text, { schema: CORE_SCHEMA, json: true }) ?? {});
  } catch {
    return JSON.stringify({ text });
  }
}

function filesOf(folder: string): Inputs {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}
