/** As much of JSON Schema as `schemas/integration.schema.json` uses. */
export interface SchemaNode {
  readonly $ref?: string | undefined;
  readonly $comment?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

export interface Schema extends SchemaNode {
  readonly $defs: Readonly<Record<string, SchemaNode>>;
}

/** The definition that a node refers to; its own words stand before those of the definition. */
export function followed(schema: Schema, node: SchemaNode): SchemaNode {
  const name = definitionName(node);
  if (name === undefined) return node;
  return { ...followed(schema, schema.$defs[name] ?? {}), ...node, $ref: undefined };
}

/** The name of the definition that a node is; undefined where it stands for itself. */
export function definitionName({ $ref }: SchemaNode): string | undefined {
  return $ref?.replace('#/$defs/', '');
}
