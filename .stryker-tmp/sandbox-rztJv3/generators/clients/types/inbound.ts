// @ts-nocheck
import { code, propertyKey } from '../../../src/emit/code.ts';
import { docComment } from '../../../src/emit/doc-comment.ts';
import { pascalName } from '../../../src/emit/names.ts';
import { isObject, own, ownObject } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { answerForm } from '../media-types.ts';
import { declaration, type Aliases } from './aliases.ts';
import type { Root } from './components.ts';
import { contentsOf, parametersOf, type Content, type DescribedParameter } from './contents.ts';
import { groupType } from './group-type.ts';
import { memberLine } from './object-type.ts';
import { atom, objectOf, unionOf, type Printed } from './printed.ts';
import { wordsOf } from './words.ts';

/** A request that a system sends by itself. */
export interface InboundRequest {
  /** Keys under which it stands: the webhook, or the operation, the callback and its address. */
  readonly keys: readonly string[];
  /** First part of the names of its types. */
  readonly type: string;
  readonly method: string;
  readonly node: JsonObject;
  readonly parameters: readonly DescribedParameter[];
  readonly bodies: readonly Content[];
  readonly answers: readonly { readonly status: string; readonly contents: readonly Content[] }[];
}

/** The webhooks of a description. */
export function webhooksOf(document: JsonObject): readonly InboundRequest[] {
  const webhooks = ownObject(document, 'webhooks') ?? ownObject(document, 'x-webhooks') ?? {};
  return Object.keys(webhooks).flatMap((name) =>
    requestsOf(document, own(webhooks, name), {
      keys: [name],
      type: `${pascalName(name)}Webhook`,
    }),
  );
}

/** The requests that a system sends because of an operation. */
export function callbacksOf(
  document: JsonObject,
  operation: {
    readonly id: string;
    readonly typeName: string;
    readonly node: JsonObject | undefined;
  },
): readonly InboundRequest[] {
  const callbacks = ownObject(operation.node, 'callbacks') ?? {};
  return Object.keys(callbacks).flatMap((name) => {
    const addresses = ownObject(callbacks, name) ?? {};
    return Object.keys(addresses).flatMap((address) =>
      requestsOf(document, own(addresses, address), {
        keys: [operation.id, name, address],
        type: `${operation.typeName}${pascalName(name)}`,
      }),
    );
  });
}

function requestsOf(
  document: JsonObject,
  item: Json | undefined,
  place: Pick<InboundRequest, 'keys' | 'type'>,
): readonly InboundRequest[] {
  if (!isObject(item)) return [];
  return Object.keys(item).flatMap((method) => {
    const node = ownObject(item, method);
    if (node === undefined) return [];
    const responses = ownObject(node, 'responses') ?? {};
    const answers = Object.keys(responses)
      .filter((status) => status.startsWith('2'))
      .map((status) => ({ status, contents: contentsOf(document, own(responses, status)) }));
    const parameters = parametersOf(document, node);
    const bodies = contentsOf(document, own(node, 'requestBody'));
    return [{ ...place, method: method.toUpperCase(), node, parameters, bodies, answers }];
  });
}

/** The schemas from which the types of a request are reached: what it sends is received. */
export function inboundRoots({ parameters, bodies, answers }: InboundRequest): readonly Root[] {
  return [
    ...[...parameters, ...bodies].map(({ schema }): Root => ({ schema, direction: 'received' })),
    ...answers
      .flatMap(({ contents }) => contents)
      .map(({ schema }): Root => ({ schema, direction: 'sent' })),
  ];
}

/** Declares what is sent to us and what is expected in return, under the keys of each request. */
export function inboundType(
  aliases: Aliases,
  typeName: 'Webhooks' | 'Callbacks',
  requests: readonly InboundRequest[],
): void {
  const words = {
    Webhooks: 'What the system sends by itself, by name, and what it expects in return.',
    Callbacks:
      'What the system sends because of an operation, by operation, name and address, and what it expects in return.',
  };
  const type = nested(aliases, requests, 0);
  aliases.declarations.push(
    declaration(docComment(words[typeName]), code`${typeNames[typeName]}`, type),
  );
}

const typeNames = { Webhooks: code`Webhooks`, Callbacks: code`Callbacks` };

function nested(aliases: Aliases, requests: readonly InboundRequest[], depth: number): Printed {
  const byKey = new Map<string, InboundRequest[]>();
  for (const request of requests) {
    const key = request.keys[depth] ?? '';
    byKey.set(key, [...(byKey.get(key) ?? []), request]);
  }
  const members = [...byKey].map(([key, under]) => {
    const isLast = under[0]?.keys.length === depth + 1;
    const type = isLast
      ? unionOf(under.map((request) => requestType(aliases, request)))
      : nested(aliases, under, depth + 1);
    const node = isLast ? under[0]?.node : undefined;
    return { key, type, isOptional: false, words: node === undefined ? code`` : wordsOf(node) };
  });
  return objectOf(members.map(memberLine));
}

function requestType(aliases: Aliases, request: InboundRequest): Printed {
  const { method, parameters, bodies, answers, type } = request;
  const groups = (['query', 'header'] as const).flatMap((place) => {
    const found = parameters.filter((parameter) => parameter.in === place);
    if (found.length === 0) return [];
    const key = place === 'header' ? 'headers' : 'query';
    return [code`${propertyKey(key)}: ${groupType(aliases.components, found, 'received').code};`];
  });
  const body = unionOf(
    bodies.map(({ mediaType, schema }) =>
      contentType(aliases, { schema, direction: 'received' }, { mediaType, wanted: type }),
    ),
  );
  const returned = answers.map(({ status, contents }) => {
    const types = contents.map(({ mediaType, schema }) =>
      contentType(aliases, { schema, direction: 'sent' }, { mediaType, wanted: `${type}Answer` }),
    );
    const data = types.length === 0 ? atom(code`undefined`) : unionOf(types);
    const key = /^\d+$/.test(status) ? code`${Number(status)}` : code`number`;
    return objectOf([code`status: ${key};`, code`body: ${data.code};`]);
  });
  return objectOf([
    code`method: ${method};`,
    ...groups,
    code`body: ${bodies.length === 0 ? code`undefined` : body.code};`,
    code`answer: ${returned.length === 0 ? code`unknown` : unionOf(returned).code};`,
  ]);
}

function contentType(
  aliases: Aliases,
  root: Root,
  { mediaType, wanted }: { readonly mediaType: string; readonly wanted: string },
): Printed {
  const form = answerForm(mediaType);
  if (form === 'text') return atom(code`string`);
  if (form === 'bytes') return atom(code`Uint8Array`);
  return atom(aliases.of(root, wanted)());
}
