import type { Json, JsonObject } from '../model/document.ts';
import { own, ownList, ownObject, ownText, pointerOf } from '../model/json.ts';
import { followed, operationsOf, referenceOf } from './operations.ts';
import type { FoundOperation } from './operations.ts';

/** A text of a description, and what it speaks of. */
export interface Place {
  readonly pointer: string;
  readonly text: string;
  readonly kind: 'document' | 'tag' | 'operation' | 'response' | 'header' | 'parameter';
  readonly appliesTo: 'all' | readonly string[];
  /** Of the response that it describes. */
  readonly status?: number;
}

/** Every text of a description that may speak of limits; the properties of schemas are the user's data, and stay out. */
export function placesOf(root: JsonObject): Place[] {
  const operations = operationsOf(root);
  return [
    ...documentPlaces(root),
    ...tagPlaces(root, operations),
    ...pathPlaces(root, operations),
    ...operations.flatMap(operationPlaces),
    ...sharedPlaces(root, operations),
  ];
}

function documentPlaces(root: JsonObject): Place[] {
  const info = ownObject(root, 'info');
  return ['summary', 'description'].flatMap((key) =>
    textPlace(own(info, key), { pointer: `/info/${key}`, kind: 'document', appliesTo: 'all' }),
  );
}

function tagPlaces(root: JsonObject, operations: readonly FoundOperation[]): Place[] {
  const byTag = namesBy(operations, ({ tags }) => tags);
  return ownList(root, 'tags').flatMap((tag, index) => {
    const tagged = byTag.get(ownText(tag, 'name') ?? '') ?? [];
    // A tag without operations is a chapter of the introduction.
    const appliesTo = tagged.length === 0 ? ('all' as const) : tagged;
    const pointer = `/tags/${index}/description`;
    return textPlace(own(tag, 'description'), { pointer, kind: 'tag', appliesTo });
  });
}

function pathPlaces(root: JsonObject, operations: readonly FoundOperation[]): Place[] {
  const byPath = namesBy(operations, ({ path }) => [path]);
  return Object.entries(ownObject(root, 'paths') ?? {}).flatMap(([path, item]) => {
    const appliesTo = byPath.get(path) ?? [];
    return ['summary', 'description'].flatMap((key) => {
      const pointer = pointerOf(['paths', path, key]);
      return textPlace(own(item, key), { pointer, kind: 'operation', appliesTo });
    });
  });
}

function namesBy(
  operations: readonly FoundOperation[],
  keysOf: (operation: FoundOperation) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const operation of operations) {
    for (const key of keysOf(operation)) {
      const known = names.get(key);
      if (known === undefined) names.set(key, [operation.name]);
      else known.push(operation.name);
    }
  }
  return names;
}

function operationPlaces({ node, pointer, name }: FoundOperation): Place[] {
  const appliesTo = [name];
  const texts = ['summary', 'description'].flatMap((key) =>
    textPlace(own(node, key), { pointer: `${pointer}/${key}`, kind: 'operation', appliesTo }),
  );
  const body = textPlace(own(own(node, 'requestBody'), 'description'), {
    pointer: `${pointer}/requestBody/description`,
    kind: 'operation',
    appliesTo,
  });
  const parameters = ownList(node, 'parameters').flatMap((parameter, index) =>
    textPlace(own(parameter, 'description'), {
      pointer: `${pointer}/parameters/${index}/description`,
      kind: 'parameter',
      appliesTo,
    }),
  );
  const responses = Object.entries(ownObject(node, 'responses') ?? {}).flatMap(
    ([status, response]) =>
      responsePlaces(response, { pointer: `${pointer}/responses/${status}`, appliesTo, status }),
  );
  return [...texts, ...body, ...parameters, ...responses];
}

interface At {
  readonly pointer: string;
  readonly appliesTo: Place['appliesTo'];
  readonly status: string;
}

function responsePlaces(response: Json, { pointer, appliesTo, status }: At): Place[] {
  const code = Number(status);
  const known = Number.isInteger(code) ? { status: code } : {};
  const rest = { appliesTo, ...known };
  return [
    ...textPlace(own(response, 'description'), {
      pointer: `${pointer}/description`,
      kind: 'response',
      ...rest,
    }),
    ...Object.entries(ownObject(response, 'headers') ?? {}).flatMap(([name, header]) =>
      textPlace(own(header, 'description'), {
        pointer: `${pointer}${pointerOf(['headers', name, 'description'])}`,
        kind: 'header',
        ...rest,
      }),
    ),
  ];
}

/** Responses, headers and parameters that stand once and are referred to. */
function sharedPlaces(root: JsonObject, operations: readonly FoundOperation[]): Place[] {
  const uses = usesOf(root, operations);
  const components = ownObject(root, 'components') ?? {};
  // Both where OpenAPI 3 keeps them and where 2.0 does.
  const folders = [
    ['/components', components],
    ['', root],
  ] as const;
  return folders.flatMap(([prefix, folder]) => [
    ...Object.entries(ownObject(folder, 'responses') ?? {}).flatMap(([name, response]) => {
      const pointer = `${prefix}${pointerOf(['responses', name])}`;
      const use = uses.get(pointer);
      if (use === undefined) return [];
      return responsePlaces(response, { pointer, appliesTo: use.names, status: use.status });
    }),
    ...(['headers', 'parameters'] as const).flatMap((key) =>
      Object.entries(ownObject(folder, key) ?? {}).flatMap(([name, node]) => {
        const pointer = `${prefix}${pointerOf([key, name])}`;
        const use = uses.get(pointer);
        const kind = key === 'headers' ? ('header' as const) : ('parameter' as const);
        const place = { pointer: `${pointer}/description`, kind, appliesTo: use?.names ?? [] };
        return use === undefined ? [] : textPlace(own(node, 'description'), place);
      }),
    ),
  ]);
}

interface Use {
  readonly names: string[];
  readonly status: string;
}

/** Which operations refer to a response, header or parameter, by its pointer. */
function usesOf(root: JsonObject, operations: readonly FoundOperation[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  const note = (node: Json | undefined, name: string, status: string): void => {
    const pointer = referenceOf(node);
    if (pointer === undefined) return;
    const use = uses.get(pointer) ?? { names: [], status };
    if (use.names.at(-1) !== name) use.names.push(name);
    uses.set(pointer, use);
  };
  for (const { node, name, path } of operations) {
    const around = ownList(ownObject(ownObject(root, 'paths'), path), 'parameters');
    for (const parameter of [...around, ...ownList(node, 'parameters')]) note(parameter, name, '');
    for (const [status, response] of Object.entries(ownObject(node, 'responses') ?? {})) {
      note(response, name, status);
      const headers = ownObject(followed(root, response), 'headers') ?? {};
      for (const header of Object.values(headers)) note(header, name, status);
    }
  }
  return uses;
}

function textPlace(value: Json | undefined, place: Omit<Place, 'text'>): Place[] {
  return typeof value === 'string' && value !== '' ? [{ ...place, text: value }] : [];
}
