/** The part of JSON Schema 2020-12 that `schemas/integration.schema.json` is written in. */
// @ts-nocheck

export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
}

/** Answers what a schema allows: the alternatives of a value as one flat list. */
export interface Forms {
  of(schema: Schema): readonly Schema[];
}

/** Resolves `$ref` and `anyOf` of one schema document; each place is resolved once. */
export function formsIn(root: { readonly $defs: Readonly<Record<string, Schema>> }): Forms {
  const known = new Map<Schema, readonly Schema[]>();
  const of = (schema: Schema): readonly Schema[] => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const found = resolve(schema);
    known.set(schema, found);
    return found;
  };
  const resolve = (schema: Schema): readonly Schema[] => {
    if (schema.$ref !== undefined) {
      const target = root.$defs[schema.$ref.slice('#/$defs/'.length)];
      if (target === undefined) throw new Error(`The schema has no ${schema.$ref}.`);
      return of(target);
    }
    // Beside `type`, `anyOf` says which keys must stand together; it is not a choice of forms.
    if (schema.anyOf !== undefined && schema.type === undefined) return schema.anyOf.flatMap(of);
    return [schema];
  };
  return { of };
}

/** The regular expression of a `pattern`; compiled once. */
export function patternOf(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    compiled = new RegExp(pattern, 'u');
    patterns.set(pattern, compiled);
  }
  return compiled;
}

const patterns = new Map<string, RegExp>();
