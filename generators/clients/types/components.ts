import { name as identifier, type Code } from '../../../src/emit/code.ts';
import { pascalNames, type TakenNames } from '../../../src/emit/names.ts';
import { isObject, own, ownList, ownObject } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { differingComponents, innerSchemas, type Direction } from './directions.ts';
import { polymorphism, type Polymorphism } from './polymorphism.ts';
import { referredSchema } from './reference.ts';

/** One type that is made from a component: in a direction, whole or as what its heirs extend. */
export interface ComponentForm {
  readonly component: string;
  readonly direction: Direction;
  /** `own`: without the members that stand for it and without what tells them apart. */
  readonly view: 'whole' | 'own';
}

/** The components of a document as types. */
export interface Components {
  readonly schemas: JsonObject;
  readonly kin: Polymorphism;
  /** The forms that are reached, in the order of their components. */
  readonly forms: readonly ComponentForm[];
  nameOf(form: ComponentForm): Code;
}

/** A schema that an operation names, and the direction of its values. */
export interface Root {
  readonly schema: Json | undefined;
  readonly direction: Direction;
}

/** Finds and names the types that are reached from some schemas; a second name only where the directions differ. */
export function componentsOf(
  document: JsonObject,
  roots: readonly Root[],
  taken: TakenNames,
): Components {
  const schemas = ownObject(ownObject(document, 'components'), 'schemas') ?? {};
  const kin = polymorphism(document);
  const differing = differingComponents(schemas);
  const normal = (form: ComponentForm): ComponentForm =>
    differing.has(form.component) ? form : { ...form, direction: 'received' };
  const reached = reach({ schemas, kin, normal }, roots);
  const order = new Map(Object.keys(schemas).map((key, index) => [key, index] as const));
  const place = ({ component }: ComponentForm): number => order.get(component) ?? 0;
  const forms = [...reached.values()].sort(
    (a, b) => place(a) - place(b) || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
  const names = namesOf(forms, taken);
  return {
    schemas,
    kin,
    forms,
    nameOf: (form) => identifier(names.get(keyOf(normal(form))) ?? unnamed(form)),
  };
}

interface Reach {
  readonly schemas: JsonObject;
  readonly kin: Polymorphism;
  readonly normal: (form: ComponentForm) => ComponentForm;
}

function reach(
  { schemas, kin, normal }: Reach,
  roots: readonly Root[],
): ReadonlyMap<string, ComponentForm> {
  const found = new Map<string, ComponentForm>();
  const add = (form: ComponentForm): void => {
    const plain = normal(form);
    const key = keyOf(plain);
    if (!found.has(key)) found.set(key, plain);
  };
  const visit = (schema: Json | undefined, direction: Direction, heir?: string): void => {
    if (!isObject(schema)) return;
    const component = referredSchema(schema);
    if (component !== undefined) {
      const own = heir !== undefined && kin.isOwnForm(heir, component);
      add({ component, direction, view: own ? 'own' : 'whole' });
    }
    for (const inner of innerSchemas(schemas, schema, direction)) visit(inner, direction);
    for (const part of ownList(schema, 'allOf')) visit(part, direction, heir);
  };
  for (const { schema, direction } of roots) visit(schema, direction);
  // The map grows while it is read.
  for (const { component, direction, view } of found.values()) {
    const members = view === 'whole' ? kin.membersOf(component) : undefined;
    if (members === undefined) visit(own(schemas, component), direction, component);
    for (const member of members ?? []) {
      const itself = member === component;
      add({ component: member, direction, view: itself ? 'own' : 'whole' });
    }
  }
  return found;
}

function namesOf(forms: readonly ComponentForm[], taken: TakenNames): ReadonlyMap<string, string> {
  const plain = pascalNames(
    forms.map(({ component }) => component),
    taken,
  );
  const keys = new Set(forms.map(keyOf));
  const names = new Map<string, string>();
  for (const form of forms) {
    const { component, direction, view } = form;
    const isSecond =
      direction === 'sent' && keys.has(keyOf({ component, direction: 'received', view: 'whole' }));
    const ending = `${view === 'own' ? 'Base' : ''}${isSecond ? 'Input' : ''}`;
    const name = plain.of(component);
    names.set(keyOf(form), ending === '' ? name : taken.claim(`${name}${ending}`));
  }
  return names;
}

function keyOf({ component, direction, view }: ComponentForm): string {
  return `${component}\n${direction}\n${view}`;
}

function unnamed({ component }: ComponentForm): never {
  throw new Error(`The component ${component} was not reached.`);
}
