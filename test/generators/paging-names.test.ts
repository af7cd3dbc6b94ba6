import { expect, it } from 'vitest';

import { clients } from '../../generators/clients/emitter.ts';
import { apiOf, decided, describedSystem, planOf } from './plan-builder.ts';

it('gives how an operation pages a name that no other operation has', async () => {
  const responses = { '200': { description: '' } };
  const get = (operationId: string) => ({ get: { operationId, responses } });
  const paths = { '/a': get('list'), '/b': get('listPaging') };
  const document = { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths };
  const system = describedSystem('shop', apiOf(document));
  const how = decided('pagination', 'link');
  const form = { type: 'link', items: [], header: 'Link' } as const;
  const operations = system.operations.map((operation) => ({
    ...operation,
    pagination: { how, form },
  }));
  const files = await clients.emit(planOf([{ ...system, operations }]));
  const client = files.find(({ path }) => path.endsWith('client.ts'))?.text ?? '';
  const names = [...client.matchAll(/^(?:export )?const (\S+?):/gm)].map(([, name]) => name);
  expect(names).toHaveLength(4);
  expect(new Set(names).size).toBe(names.length);
});
