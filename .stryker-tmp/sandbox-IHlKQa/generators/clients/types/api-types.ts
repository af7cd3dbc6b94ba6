// @ts-nocheck
import { code, type Code } from '../../../src/emit/code.ts';
import { pascalName, TakenNames } from '../../../src/emit/names.ts';
import type { JsonObject } from '../../../src/plan/description.ts';
import type { Parameter } from '../../../src/plan/system.ts';
import type { OperationSubject } from '../subject.ts';
import { Aliases, type TypeReference } from './aliases.ts';
import { componentDeclaration } from './component-declaration.ts';
import { componentsOf } from './components.ts';
import {
  describeOperation,
  rootsOf,
  type DescribedOperation,
  type StreamKind,
} from './described-operation.ts';
import { inboundRoots, inboundType, webhooksOf } from './inbound.ts';
import { groupType } from './group-type.ts';

/** The types of an API as its files name them. */
export interface ApiTypes {
  /** The declarations of `types.ts`, in order. */
  readonly declarations: readonly Code[];
  /** The parameters of an operation in one place; `unknown` where it has none there. */
  group(operation: string, place: Parameter['in']): TypeReference;
  body(operation: string, mediaType: string): TypeReference;
  answer(operation: string, status: string, mediaType: string): TypeReference;
  /** How the answers of an operation that come bit by bit are read, by media type. */
  streams(operation: string): ReadonlyMap<string, StreamKind>;
}

/** Makes the types of all operations and of all that they reach. */
export function apiTypes(document: JsonObject, subjects: readonly OperationSubject[]): ApiTypes {
  const operations = subjects.map((subject) => describeOperation(document, subject));
  const webhooks = webhooksOf(document);
  const callbacks = operations.flatMap((operation) => operation.callbacks);
  const taken = new TakenNames([
    ...globals,
    ...(webhooks.length === 0 ? [] : ['Webhooks']),
    ...(callbacks.length === 0 ? [] : ['Callbacks']),
  ]);
  const roots = [...operations.flatMap(rootsOf), ...webhooks.flatMap(inboundRoots)];
  const components = componentsOf(document, roots, taken);
  const aliases = new Aliases(components, taken);
  const references = new Map(operations.flatMap((operation) => referencesOf(operation, aliases)));
  if (webhooks.length > 0) inboundType(aliases, 'Webhooks', webhooks);
  if (callbacks.length > 0) inboundType(aliases, 'Callbacks', callbacks);
  const streams = new Map(
    operations.map((operation) => [operation.id, operation.streams] as const),
  );
  const find = (...key: readonly string[]): TypeReference =>
    references.get(key.join('\n')) ?? (() => code`unknown`);
  return {
    declarations: [
      ...components.forms.map((form) => componentDeclaration(components, form)),
      ...aliases.declarations,
    ],
    group: (operation, place) => find(operation, place),
    body: (operation, mediaType) => find(operation, 'body', mediaType),
    answer: (operation, status, mediaType) => find(operation, status, mediaType),
    streams: (operation) => streams.get(operation) ?? new Map(),
  };
}

function referencesOf(
  { id, type, groups, bodies, answers }: DescribedOperation,
  aliases: Aliases,
): readonly (readonly [string, TypeReference])[] {
  const single = answers.filter(({ status }) => status.startsWith('2')).length === 1;
  return [
    ...groups.map((group) => {
      const made = groupType(aliases.components, group.parameters);
      return [[id, group.in].join('\n'), aliases.add(`${type}${endings[group.in]}`, made)] as const;
    }),
    ...bodies.map(({ mediaType, schema, component }) => {
      const wanted = `${component === undefined ? type : pascalName(component)}Body`;
      const root = { schema, direction: 'sent' } as const;
      return [[id, 'body', mediaType].join('\n'), aliases.of(root, wanted)] as const;
    }),
    ...answers.flatMap(({ status, words, contents }) =>
      contents.map(({ mediaType, schema, component }) => {
        const ending = single && status.startsWith('2') ? '' : status;
        const own = `${type}Response${ending}`;
        const wanted = component === undefined ? own : `${pascalName(component)}Response`;
        const root = { schema, direction: 'received' } as const;
        return [[id, status, mediaType].join('\n'), aliases.of(root, wanted, words)] as const;
      }),
    ),
  ];
}

const endings = { path: 'Path', query: 'Query', header: 'Headers', cookie: 'Cookies' } as const;

// What the generated files, or a reader of them, means by a name of the language.
const globals: readonly string[] = [
  'AbortSignal',
  'Array',
  'ArrayBuffer',
  'ArrayBufferView',
  'Blob',
  'Date',
  'Function',
  'Headers',
  'Map',
  'NonNullable',
  'Object',
  'Omit',
  'Partial',
  'Pick',
  'Promise',
  'Readonly',
  'ReadonlyArray',
  'Record',
  'Request',
  'Response',
  'Set',
  'Symbol',
  'Uint8Array',
];
