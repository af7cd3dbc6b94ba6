// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { bare, isObject, jsonObject, own, ownList, ownObject, ownText } from '../../model/json.ts';
import type {
  ApiResponse,
  BodyContent,
  Operation,
  Parameter,
  PropertyEncoding,
  RequestBody,
  SecurityRequirement,
} from '../../model/operation.ts';
import { readListing } from './listing.ts';
import { referenceOf, resolve } from './lookup.ts';
import type { IndexedOperation } from './operation-index.ts';
import { readParameter } from './parameters.ts';

/** What is known of an operation beside its node in the pruned document. */
export interface OperationSource {
  readonly indexed: IndexedOperation;
  readonly node: JsonObject;
  readonly security: readonly SecurityRequirement[];
  readonly securityPointer: string;
  readonly server?: string;
}

/** An operation of the model, read from the pruned document. */
export function readOperation(document: JsonObject, source: OperationSource): Operation {
  const { indexed, node, security, securityPointer, server } = source;
  const summary = ownText(node, 'summary');
  const description = ownText(node, 'description');
  const requestBody = readBody(document, own(node, 'requestBody'));
  const listing = indexed.method === 'get' ? readListing(document, node) : undefined;
  return {
    id: indexed.id,
    method: indexed.method,
    path: indexed.path,
    pointer: indexed.pointer,
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    deprecated: own(node, 'deprecated') === true,
    parameters: ownList(node, 'parameters').flatMap((item) => parametersOf(document, item)),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: readResponses(document, ownObject(node, 'responses') ?? {}),
    security,
    securityPointer,
    ...(server === undefined ? {} : { server }),
    ...(listing === undefined ? {} : { listing }),
  };
}

/** The object that a node of the pruned document is or refers to. */
export function followed(document: JsonObject, node: Json | undefined): JsonObject | undefined {
  const reference = referenceOf(node);
  const found = reference === undefined ? { value: node } : resolve({ root: document }, reference);
  return 'value' in found && isObject(found.value) ? found.value : undefined;
}

function parametersOf(document: JsonObject, item: Json): readonly Parameter[] {
  const node = followed(document, item);
  const parameter = node === undefined ? undefined : readParameter(node);
  return parameter === undefined ? [] : [parameter];
}

function readBody(document: JsonObject, value: Json | undefined): RequestBody | undefined {
  const node = followed(document, value);
  const content = ownObject(node, 'content');
  if (content === undefined) return undefined;
  const contents = Object.keys(content).map((mediaType): BodyContent => ({
    mediaType,
    encoding: readEncoding(ownObject(ownObject(content, mediaType), 'encoding')),
  }));
  if (contents.length === 0) return undefined;
  return { required: own(node, 'required') === true, contents };
}

function readEncoding(
  encoding: JsonObject | undefined,
): Readonly<Record<string, PropertyEncoding>> {
  const read = bare<PropertyEncoding>();
  for (const name of Object.keys(encoding ?? {})) {
    const node = ownObject(encoding, name);
    if (node !== undefined) read[name] = readPropertyEncoding(node);
  }
  return read;
}

const styles = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;

function readPropertyEncoding(node: JsonObject): PropertyEncoding {
  const contentType = ownText(node, 'contentType');
  const style = styles.find((known) => known === own(node, 'style'));
  const explode = own(node, 'explode');
  const allowReserved = own(node, 'allowReserved');
  return {
    ...(contentType === undefined ? {} : { contentType }),
    ...(style === undefined ? {} : { style }),
    ...(typeof explode === 'boolean' ? { explode } : {}),
    ...(typeof allowReserved === 'boolean' ? { allowReserved } : {}),
  };
}

function readResponses(document: JsonObject, responses: JsonObject): readonly ApiResponse[] {
  return Object.keys(responses).flatMap((key) => {
    const status = statusOf(key);
    const node = followed(document, own(responses, key));
    if (status === undefined || node === undefined) return [];
    const description = ownText(node, 'description');
    return [
      {
        status,
        ...(description === undefined || description === '' ? {} : { description }),
        mediaTypes: Object.keys(ownObject(node, 'content') ?? {}),
        headers: Object.keys(ownObject(node, 'headers') ?? {}),
      },
    ];
  });
}

/** `200`, `4XX` or `default`, as the standard writes them. */
function statusOf(key: string): string | undefined {
  if (key === 'default' || /^[1-5]\d\d$/.test(key)) return key;
  return /^[1-5]xx$/i.test(key) ? key.toUpperCase() : undefined;
}

/** The responses of a copied operation under usable statuses; where there are none, any answer is possible. */
export function knownResponses(responses: JsonObject | undefined): JsonObject {
  const known = bare();
  for (const key of Object.keys(responses ?? {})) {
    const status = statusOf(key);
    const response = own(responses, key);
    if (status !== undefined && isObject(response)) known[status] = response;
  }
  if (Object.keys(known).length === 0) known['default'] = jsonObject([['description', '']]);
  return known;
}
