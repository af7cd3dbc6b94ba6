// @ts-nocheck
import { name as identifier, type Code } from '../../../src/emit/code.ts';
import { pascalNames, type TakenNames } from '../../../src/emit/names.ts';
import { ownObject } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import type { Direction } from './directions.ts';
import { polymorphism } from './polymorphism.ts';
import {
  differingViews,
  usesOfSchema,
  usesOfView,
  type ComponentView,
  type Family,
} from './uses.ts';

/** One type that is made from a component: a view of it in a direction. */
export interface ComponentForm extends ComponentView {
  readonly direction: Direction;
}

/** The components of a document as types. */
export interface Components extends Family {
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
  const differs = differingViews({ schemas, kin });
  const normal = (form: ComponentForm): ComponentForm =>
    differs(form) ? form : { ...form, direction: 'received' };
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

interface Reach extends Family {
  readonly normal: (form: ComponentForm) => ComponentForm;
}

function reach(
  { normal, ...family }: Reach,
  roots: readonly Root[],
): ReadonlyMap<string, ComponentForm> {
  const found = new Map<string, ComponentForm>();
  const add = (views: readonly ComponentView[], direction: Direction): void => {
    for (const view of views) {
      const form = normal({ ...view, direction });
      const key = keyOf(form);
      if (!found.has(key)) found.set(key, form);
    }
  };
  for (const { schema, direction } of roots)
    add(usesOfSchema(family, schema, { direction }), direction);
  // The map grows while it is read.
  for (const form of found.values()) add(usesOfView(family, form, form.direction), form.direction);
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
