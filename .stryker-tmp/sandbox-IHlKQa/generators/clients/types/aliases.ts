// @ts-nocheck
import { code, joinLines, name, noCode, type Code } from '../../../src/emit/code.ts';
import { docComment } from '../../../src/emit/doc-comment.ts';
import type { TakenNames } from '../../../src/emit/names.ts';
import { isObject, own, ownList, ownObject, ownText } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import type { Components, Root } from './components.ts';
import { innerSchemas } from './directions.ts';
import { headed } from './printed.ts';
import type { Printed } from './printed.ts';
import { referredSchema } from './reference.ts';
import { schemaType } from './schema-type.ts';
import { wordsOf } from './words.ts';

/** A type as a file names it, by the name under which that file knows `types.ts`; without one, in `types.ts` itself. */
export type TypeReference = (space?: () => Code) => Code;

/** `export interface` for an object, `export type` for everything else. */
export function declaration(words: Code, typeName: Code, type: Printed): Code {
  const head =
    type.form === 'object'
      ? code`export interface ${typeName} ${type.code}`
      : headed(code`export type ${typeName} =`, type, code`;`);
  return joinLines([words, head]);
}

/** Names for the schemas that operations hold without a name of their own. */
export class Aliases {
  readonly declarations: Code[] = [];
  readonly components: Components;
  readonly #taken: TakenNames;
  readonly #known = new Map<string, Map<Json, TypeReference>>();

  constructor(components: Components, taken: TakenNames) {
    this.components = components;
    this.#taken = taken;
  }

  /** How a schema is referred to; `wanted` names it where it has no name, and is not short enough without. */
  of({ schema, direction }: Root, wanted: string, words = ''): TypeReference {
    if (!isObject(schema))
      return () => schemaType({ components: this.components, direction }, schema).code;
    const component = referredSchema(schema);
    if (component !== undefined && Object.keys(schema).every((key) => notes.has(key))) {
      const named = this.components.nameOf({ component, direction, view: 'whole' });
      return referenceTo(named);
    }
    const known = this.#known.get(direction) ?? new Map<Json, TypeReference>();
    this.#known.set(direction, known);
    const found = known.get(schema) ?? this.#named({ schema, direction }, wanted, words);
    known.set(schema, found);
    return found;
  }

  #named(
    { schema, direction }: Root & { schema: JsonObject },
    wanted: string,
    words: string,
  ): TypeReference {
    const type = schemaType({ components: this.components, direction }, schema);
    if (isShort(this.components.schemas, schema)) return () => type.code;
    const text = ownText(schema, 'description') === undefined ? docComment(words) : wordsOf(schema);
    return this.add(wanted, type, text);
  }

  /** Declares a type under a name of its own. */
  add(wanted: string, type: Printed, words = noCode): TypeReference {
    const alias = name(this.#taken.claim(wanted));
    this.declarations.push(declaration(words, alias, type));
    return referenceTo(alias);
  }
}

function referenceTo(type: Code): TypeReference {
  return (space) => (space === undefined ? type : code`${space()}.${type}`);
}

// What stands beside a reference and changes nothing about the type.
const notes: ReadonlySet<string> = new Set([
  '$ref',
  'description',
  'summary',
  'title',
  'deprecated',
  'default',
]);

// `string`, `unknown`: a name would say less.
function isShort(schemas: JsonObject, schema: JsonObject): boolean {
  return (
    own(schema, 'enum') === undefined &&
    own(schema, 'const') === undefined &&
    ownText(schema, '$ref') === undefined &&
    ownList(schema, 'allOf').length === 0 &&
    ownObject(schema, 'properties') === undefined &&
    innerSchemas(schemas, schema).length === 0
  );
}
