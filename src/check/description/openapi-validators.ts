// In the package this module is replaced by what ajv makes of the schemas, so that no build compiles them again: see
// .config/bundle.js.
import { compileSchema } from './openapi-schemas.ts';
import type { Validator } from './openapi-schemas.ts';

/** Tests a document against the schema of OpenAPI 3.0. */
export async function validator30(): Promise<Validator> {
  return (await compileSchema('3.0')).validate;
}

/** Tests a document against the schema of OpenAPI 3.1, which leaves the schemas in it open. */
export async function validator31(): Promise<Validator> {
  return (await compileSchema('3.1')).validate;
}
