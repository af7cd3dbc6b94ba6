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
  return visible(astToString(transformSchema(copy, context)));
}

const options = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
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

// A field of a form that holds a file: what the runtime takes.
function binaryType(schema: { readonly format?: unknown }): unknown {
  if (schema.format !== 'binary') return undefined;
  return ts.factory.createUnionTypeNode(
    ['Blob', 'ArrayBuffer', 'ArrayBufferView'].map((type) =>
      ts.factory.createTypeReferenceNode(type),
    ),
  );
}

// What is left of invisible characters stands in string literals, where the escape means the same, or in comments.
function visible(text: string): string {
  return text.replace(/\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|(?![\n\t])\p{Cc}/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

const commentKeys: ReadonlySet<string> = new Set([
  'default',
  'description',
  'example',
  'examples',
  'format',
  'summary',
  'title',
]);

// A reference that is not local would
// become a name in the file.
function copied(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => copied(item, key));
  if (typeof value === 'string') {
    if (key === '$ref' && !value.startsWith('#/components/'))
      throw new Error(`The reference ${value} was not made local.`);
    return commentKeys.has(key) ? commentText(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [childKey, child] of Object.entries(value)) copy[childKey] = copied(child, childKey);
  return copy;
}

// Nothing invisible, and no line that is a directive to a compiler or a tag.
function commentText(text: string): string {
  return text.replace(/\p{Cf}|(?![\n\t])\p{Cc}/gu, '').replace(/^(\s*)@/gm, '$1\\@');
}
