// openapi-typescript without its loader, which would fetch addresses that a description names. These modules
// are not its documented interface: the version is pinned, and a test compares with the documented one.
import { astToString } from 'openapi-typescript/dist/lib/ts.mjs';
import { resolveRef, scanDiscriminators } from 'openapi-typescript/dist/lib/utils.mjs';
import transformSchema from 'openapi-typescript/dist/transform/index.mjs';
import ts from 'typescript';

/** The TypeScript types (`paths`, `components`, `operations`) of a description whose references are all local. */
export function openapiTypes(document: object): string {
  // The transformer writes into what it is given.
  const copy = { components: {}, ...(copied(document) as object) };
  const context = {
    ...options,
    discriminators: scanDiscriminators(copy, options),
    injectFooter: [],
    transform: binaryType,
    resolve: (ref: string) => resolveRef(copy, ref, { silent: true }),
  };
  return astToString(transformSchema(copy, context));
}

const options = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  defaultNonNullable: false,
  emptyObjectsUnknown: false,
  enum: false,
  enumValues: false,
  conditionalEnums: false,
  dedupeEnums: false,
  excludeDeprecated: false,
  exportType: false,
  immutable: false,
  rootTypes: false,
  pathParamsAsTypes: false,
  propertiesRequiredByDefault: false,
  makePathsEnum: false,
  generatePathParams: false,
  readWriteMarkers: false,
  silent: true,
};

function binaryType(schema: { readonly format?: unknown; readonly nullable?: unknown }): unknown {
  if (schema.format !== 'binary') return undefined;
  return ts.factory.createTypeReferenceNode('Blob');
}

const commentKeys: ReadonlySet<string> = new Set(['title', 'summary', 'description', 'format']);

// Comments are made of these texts: nothing invisible may reach them. A reference that is not local would
// become a name in the file.
function copied(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => copied(item));
  if (typeof value === 'string') {
    if (key === '$ref' && !value.startsWith('#/components/'))
      throw new Error(`The reference ${value} was not made local.`);
    return commentKeys.has(key) ? value.replace(/\p{Cf}|(?![\n\t])\p{Cc}/gu, '') : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [childKey, child] of Object.entries(value)) copy[childKey] = copied(child, childKey);
  return copy;
}
