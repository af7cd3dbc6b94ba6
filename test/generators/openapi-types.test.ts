import openapiTS, { astToString } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';

import { openapiTypes } from '../../generators/clients/openapi-types.ts';
import { realApi } from './real-apis.ts';

const text = { type: 'string' } as const;

function types(schema: object): string {
  return openapiTypes({ openapi: '3.1.0', paths: {}, components: { schemas: { X: schema } } });
}

describe('the types of a description', () => {
  it.each([
    ['stripe', ['PostCustomers', 'GetBalanceTransactions']],
    ['github', ['issues/create', 'search/issues-and-pull-requests']],
  ] as const)(
    'of %s are those of the documented interface of openapi-typescript',
    async (api, names) => {
      const { document } = await realApi(api, names);
      const documented = await openapiTS(JSON.stringify(document), {
        defaultNonNullable: false,
        emptyObjectsUnknown: true,
        silent: true,
      });
      expect(openapiTypes(document)).toBe(astToString(documented));
    },
  );

  it('leave the description as it is', () => {
    const dog = { type: 'object', properties: { kind: text } };
    const document = {
      openapi: '3.1.0',
      paths: {},
      components: {
        schemas: {
          Pet: {
            discriminator: { propertyName: 'kind' },
            oneOf: [{ $ref: '#/components/schemas/Dog' }],
          },
          Dog: dog,
        },
      },
    };
    const before = JSON.stringify(document);
    openapiTypes(document);
    expect(JSON.stringify(document)).toBe(before);
  });

  it('let a file stand where the description says binary', () => {
    expect(
      types({ type: 'object', properties: { file: { ...text, format: 'binary' } } }),
    ).toContain('file?: Blob | ArrayBuffer | ArrayBufferView;');
  });

  it('let what has a default be left out, and know an object of which nothing is said', () => {
    expect(
      types({ type: 'object', properties: { size: { type: 'integer', default: 1 } } }),
    ).toContain('size?: number;');
    expect(types({ type: 'object' })).toContain('X: Record<string, unknown>;');
  });

  it.each(['http://169.254.169.254/', 'file:///etc/passwd', '//host/x', '#/paths/x', 'other.yaml'])(
    'refuse the reference %s, which would be a bug of ours',
    ($ref) => {
      expect(() => types({ $ref })).toThrow('was not made local');
    },
  );
});
