// @ts-nocheck
import { isObject, own, ownList, ownObject, ownText } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { innerSchemas, isHidden, type Direction } from './directions.ts';
import type { Polymorphism } from './polymorphism.ts';
import { referredSchema } from './reference.ts';

/** A component whole, or as what its heirs extend. */
export interface ComponentView {
  readonly component: string;
  /** `own`: without the members that stand for it and without what tells them apart. */
  readonly view: 'whole' | 'own';
}

/** The components of a document, and how they stand for one another. */
export interface Family {
  readonly schemas: JsonObject;
  readonly kin: Polymorphism;
}

/** The views that the type of a view is made of; without a direction, in both. */
export function usesOfView(
  { schemas, kin }: Family,
  { component, view }: ComponentView,
  direction?: Direction,
): readonly ComponentView[] {
  const members = view === 'whole' ? kin.membersOf(component) : undefined;
  if (members !== undefined)
    return members.map((member) => ({
      component: member,
      view: member === component ? 'own' : 'whole',
    }));
  const schema = own(schemas, component);
  return usesOfSchema({ schemas, kin }, schema, { direction, heir: component });
}

/** The views that the type of a schema is made of; `heir` is the component that it declares. */
export function usesOfSchema(
  { schemas, kin }: Family,
  schema: Json | undefined,
  { direction, heir }: { readonly direction?: Direction | undefined; readonly heir?: string },
): readonly ComponentView[] {
  const found: ComponentView[] = [];
  const visit = (node: Json | undefined, extending?: string): void => {
    if (!isObject(node)) return;
    const component = referredSchema(node);
    if (component !== undefined) {
      const isOwn = extending !== undefined && kin.isOwnForm(extending, component);
      found.push({ component, view: isOwn ? 'own' : 'whole' });
    }
    for (const inner of innerSchemas(schemas, node, direction)) visit(inner);
    for (const part of ownList(node, 'allOf')) visit(part, extending);
  };
  visit(schema, heir);
  return found;
}

/** Whether the type of a view is another one for what is received than for what is sent. */
export function differingViews(family: Family): (view: ComponentView) => boolean {
  const { schemas, kin } = family;
  const users = new Map<string, string[]>();
  const differing = new Set<string>();
  for (const component of Object.keys(schemas)) {
    const differs = saysDirection(schemas, own(schemas, component));
    for (const view of ['whole', 'own'] as const) {
      const user = keyOf({ component, view });
      const isChoice = view === 'whole' && kin.membersOf(component) !== undefined;
      if (differs && !isChoice) differing.add(user);
      for (const used of new Set(usesOfView(family, { component, view }).map(keyOf))) {
        const known = users.get(used);
        if (known === undefined) users.set(used, [user]);
        else known.push(user);
      }
    }
  }
  // The set grows while it is read.
  for (const used of differing) for (const user of users.get(used) ?? []) differing.add(user);
  return (view) => differing.has(keyOf(view));
}

function keyOf({ component, view }: ComponentView): string {
  return `${component}\n${view}`;
}

// Whether a schema itself, and not what it refers to, is another one in the other direction.
function saysDirection(schemas: JsonObject, node: Json | undefined): boolean {
  if (!isObject(node)) return false;
  return (
    ownText(node, 'format') === 'binary' ||
    hasHidden(schemas, node) ||
    [...innerSchemas(schemas, node), ...ownList(node, 'allOf')].some((inner) =>
      saysDirection(schemas, inner),
    )
  );
}

function hasHidden(schemas: JsonObject, node: JsonObject): boolean {
  const properties = ownObject(node, 'properties') ?? {};
  return Object.keys(properties).some((key) => {
    const property = own(properties, key) ?? {};
    return isHidden(schemas, property, 'sent') || isHidden(schemas, property, 'received');
  });
}
