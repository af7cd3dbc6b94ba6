import { expect, it } from 'vitest';

import { clients } from '../../generators/clients/emitter.ts';
import { runtime } from '../../generators/runtime/emitter.ts';
import type {
  BodyContent,
  OperationDefinition,
  ParameterDefinition,
} from '../../generators/runtime/files/operation.ts';
import type { Operation, Parameter, PlannedSystem } from '../../src/plan/system.ts';
import { apiOf, describedSystem, planOf } from './plan-builder.ts';

const optional = [
  'access-token',
  'any-body',
  'api-key',
  'basic',
  'bearer',
  'form',
  'idempotency-key',
  'multipart',
  'parameter-content',
  'parameter-style',
  'plain-body',
  'structured',
  'style',
  'uuid',
];
const usual: Parameter = {
  name: 'ids',
  in: 'query',
  required: false,
  style: 'form',
  explode: true,
  allowReserved: false,
};
const body = (mediaType: string): Partial<Operation> => ({
  requestBody: { required: true, contents: [{ mediaType, encoding: {} }] },
});
const takes = (differs: Partial<Parameter>): Partial<Operation> => ({
  parameters: [{ ...usual, ...differs }],
});
const scheme = (found: PlannedSystem['auth']['schemes'][number]): Partial<PlannedSystem> => ({
  auth: { ...bare.auth, schemes: [found] },
});
const api = apiOf({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/things': { post: { operationId: 'make', responses: { 204: { description: '' } } } } },
});
const bare = describedSystem('shop', api);

interface Case {
  readonly what: string;
  readonly operation?: Partial<Operation>;
  readonly system?: Partial<PlannedSystem>;
  readonly files: readonly string[];
}

const cases: readonly Case[] = [
  { what: 'nothing of its own', files: [] },
  { what: 'a usual query parameter', operation: takes({}), files: [] },
  {
    what: 'a usual path parameter',
    operation: takes({ in: 'path', style: 'simple', explode: false }),
    files: [],
  },
  { what: 'JSON', operation: body('application/json'), files: [] },
  {
    what: 'a matrix',
    operation: takes({ in: 'path', style: 'matrix', explode: false }),
    files: ['parameter-style', 'style'],
  },
  {
    what: 'reserved characters',
    operation: takes({ allowReserved: true }),
    files: ['parameter-style', 'style'],
  },
  {
    what: 'a parameter in JSON',
    operation: takes({ contentType: 'application/json' }),
    files: ['parameter-content'],
  },
  {
    what: 'a form',
    operation: body('application/x-www-form-urlencoded'),
    files: ['form', 'plain-body', 'style'],
  },
  {
    what: 'several parts',
    operation: body('multipart/form-data'),
    files: ['multipart', 'plain-body', 'style', 'uuid'],
  },
  { what: 'text', operation: body('text/csv'), files: ['plain-body'] },
  {
    what: 'any body',
    operation: body('*/*'),
    files: ['any-body', 'form', 'multipart', 'plain-body', 'structured', 'style', 'uuid'],
  },
  {
    what: 'a bearer token',
    system: scheme({ scheme: { id: 'a', type: 'bearer' }, secret: 'A' }),
    files: ['bearer'],
  },
  {
    what: 'a password',
    system: scheme({ scheme: { id: 'a', type: 'basic' }, secret: 'A' }),
    files: ['basic'],
  },
  {
    what: 'an idempotency key',
    system: {
      operations: bare.operations.map((one) => ({ ...one, key: { in: 'header', name: 'Key' } })),
    },
    files: ['idempotency-key', 'uuid'],
  },
  {
    what: 'a key',
    system: scheme({ scheme: { id: 'a', type: 'apiKey', in: 'query', name: 'k' }, secret: 'A' }),
    files: ['api-key'],
  },
  {
    what: 'a token of its own',
    system: scheme({ scheme: { id: 'a', type: 'oauth2', flows: [] }, secret: 'A', isToken: true }),
    files: ['access-token'],
  },
];

it.each(cases)(
  '$what needs $files, and nothing else is copied or imported',
  async ({ operation, system, files }) => {
    const operations = api.operations.map((one) => ({ ...one, ...operation }));
    const plan = planOf([{ ...bare, ...system, api: { ...api, operations } }]);
    const copied = await runtime.emit(plan);
    const paths = copied.map(({ path }) => path.slice('runtime/'.length, -'.ts'.length));
    expect(optional.filter((file) => paths.includes(file))).toEqual(files);
    const made = await clients.emit(plan);
    const client = made.find(({ path }) => path.endsWith('client.ts'))?.text ?? '';
    const imported = [...client.matchAll(/runtime\/([\w-]+)\.ts/g)].map(([, file = '']) => file);
    expect(imported.filter((file) => !paths.includes(file))).toEqual([]);
  },
);

it('a definition without the code that it names does not compile', () => {
  // @ts-expect-error: a style is written by a function
  const styled: ParameterDefinition = { name: 'a', in: 'query', style: 'deepObject' };
  // @ts-expect-error: so is a media type
  const json: ParameterDefinition = { name: 'a', in: 'query', contentType: 'application/json' };
  // @ts-expect-error: a body too
  const form: BodyContent = { mediaType: 'application/x-www-form-urlencoded' };
  // @ts-expect-error: and a key
  const key: OperationDefinition['idempotencyKey'] = { in: 'header', name: 'Idempotency-Key' };
  expect([styled, json, form, key]).toHaveLength(4);
});
