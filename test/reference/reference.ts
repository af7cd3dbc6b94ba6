import { readFileSync, writeFileSync } from 'node:fs';

import { printReference } from './print-reference.ts';
import type { Schema } from './schema-node.ts';

const page = new URL('../../schemas/REFERENCE.md', import.meta.url);
const schema = new URL('../../schemas/integration.schema.json', import.meta.url);

/** The page as it must be, from the schema as it is. */
export function reference(): string {
  // The schema is our own file.
  const parsed = JSON.parse(readFileSync(schema, 'utf8')) as Schema;
  return printReference(parsed);
}

/** The page as it is. */
export function writtenReference(): string {
  return readFileSync(page, 'utf8');
}

if (import.meta.main) writeFileSync(page, reference());
