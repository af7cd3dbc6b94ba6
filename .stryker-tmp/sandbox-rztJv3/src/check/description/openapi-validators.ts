// @ts-nocheck
// In the package this module is replaced by what ajv makes of the schemas, so that no build compiles them again: see
// .config/bundle.js.
import { compileSchema } from './openapi-schemas.ts';
import type { Validator } from './openapi-schemas.ts';

/** Tests a document against the schema of OpenAPI 3.0. */
export const validator30 = compiledOnce('3.0');

/** Tests a document against the schema of OpenAPI 3.1, which leaves the schemas in it open. */
export const validator31 = compiledOnce('3.1');

// Compiling takes longer than most builds, and what comes of it depends on nothing else.
function compiledOnce(version: '3.0' | '3.1'): () => Promise<Validator> {
  let compiled: Promise<Validator> | undefined;
  return () => (compiled ??= compileSchema(version).then(({ validate }) => validate));
}
