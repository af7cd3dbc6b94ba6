import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { printReference } from './print-reference.ts';
import { reference, writtenReference } from './reference.ts';
import type { Schema } from './schema-node.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/integration.schema.json', import.meta.url), 'utf8'),
) as Schema;

describe('the reference of integration.yaml', () => {
  it('is what the schema says today', () => {
    expect(writtenReference()).toBe(reference());
  });

  it('has every key of the schema, at any depth', () => {
    const page = printReference(schema);
    const keys = new Set<string>();
    JSON.stringify(schema, (key, value: unknown) => {
      if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name);
      return value;
    });
    expect([...keys].filter((key) => !new RegExp(`\`(?:[\\w.]+\\.)?${key}\``).test(page))).toEqual(
      [],
    );
    expect(keys.size).toBeGreaterThan(100);
  });

  it('says of a key what it takes, what holds without it, and what is not there yet', () => {
    const page = printReference({
      $defs: {},
      properties: {
        wait: {
          type: 'string',
          description:
            'How long it waits. Default: 5m. Takes a duration. Not yet: refused with `x`.',
          examples: ['5m|6m'],
        },
        name: { type: 'string', title: 'Text', description: 'What it is called.' },
      },
      required: ['name'],
    });
    expect(page).toContain(
      '| `wait` | a duration | 5m | How long it waits. **Not yet:** refused with `x`. `5m\\|6m` |',
    );
    expect(page).toContain('| `name` | text | required | What it is called. |');
  });
});
