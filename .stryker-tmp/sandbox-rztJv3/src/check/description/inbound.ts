// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { bare, isObject, own, ownObject, ownText, pointerOf } from '../../model/json.ts';
import { httpMethods } from '../../model/openapi-kind.ts';
import type { Copier } from './copier.ts';
import { copyParameters } from './parameters.ts';
import { followed, knownResponses } from './read-operation.ts';

/** Which of the requests that a system sends by itself are wanted: all, or those that events name. */
export type WantedWebhooks = 'all' | readonly string[];

/** Copies the webhooks of a description; before 3.1 they stand in an extension that vendors agree on. */
export function copyWebhooks(
  root: JsonObject,
  wanted: WantedWebhooks,
  copier: Copier,
): JsonObject | undefined {
  const key = own(root, 'webhooks') === undefined ? 'x-webhooks' : 'webhooks';
  const webhooks = ownObject(root, key) ?? {};
  const events = wanted === 'all' ? undefined : new Set(wanted.map(plainName));
  const copies = bare();
  for (const name of Object.keys(webhooks)) {
    const item = followed(root, own(webhooks, name));
    if (item === undefined || (events !== undefined && !isNamed(events, name, item))) continue;
    copies[name] = copyRequests(root, { item, pointer: `/${key}${pointerOf([name])}` }, copier);
  }
  return Object.keys(copies).length === 0 ? undefined : copies;
}

/** Copies the requests that a system sends because of an operation, by name and by the address they go to. */
export function copyCallbacks(
  root: JsonObject,
  operation: { readonly node: JsonObject; readonly pointer: string },
  copier: Copier,
): JsonObject | undefined {
  const callbacks = ownObject(operation.node, 'callbacks') ?? {};
  const copies = bare();
  for (const name of Object.keys(callbacks)) {
    const callback = followed(root, own(callbacks, name)) ?? {};
    const addresses = bare();
    for (const address of Object.keys(callback)) {
      const item = address.startsWith('x-') ? undefined : followed(root, own(callback, address));
      if (item === undefined) continue;
      const pointer = `${operation.pointer}/callbacks${pointerOf([name, address])}`;
      addresses[address] = copyRequests(root, { item, pointer }, copier);
    }
    if (Object.keys(addresses).length > 0) copies[name] = addresses;
  }
  return Object.keys(copies).length === 0 ? undefined : copies;
}

// `issues.opened`, `issues/opened` and `issues-opened` are one event.
function plainName(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.');
}

function isNamed(events: ReadonlySet<string>, name: string, item: JsonObject): boolean {
  const ids = httpMethods.flatMap((method) => ownText(own(item, method), 'operationId') ?? []);
  return [name, ...ids].some((text) => events.has(plainName(text)));
}

function copyRequests(
  root: JsonObject,
  { item, pointer }: { readonly item: JsonObject; readonly pointer: string },
  copier: Copier,
): Json {
  const copies = bare();
  for (const method of httpMethods) {
    const node = own(item, method);
    if (!isObject(node)) continue;
    const at = `${pointer}/${method}`;
    // The copier makes an object of an object.
    const copy = bare(Object.entries(copier.copy(node, 'operation', at) as JsonObject));
    // Its name would stand beside those of the operations that can be called.
    Reflect.deleteProperty(copy, 'operationId');
    const place = { id: '', method, path: '', pointer: at, pathItem: item, node };
    const parameters = copyParameters(root, place, copier);
    if (parameters.length > 0) copy['parameters'] = parameters;
    copy['responses'] = knownResponses(ownObject(copy, 'responses'));
    copies[method] = copy;
  }
  return copies;
}
