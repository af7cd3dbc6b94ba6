// @ts-nocheck
import { code, type Code } from '../../../src/emit/code.ts';
import { isObject, own } from '../../../src/plan/description.ts';
import { declaration } from './aliases.ts';
import type { ComponentForm, Components } from './components.ts';
import { taggedType } from './object-type.ts';
import {
  anyObject,
  anything,
  atom,
  intersectionOf,
  isSame,
  unionOf,
  type Printed,
} from './printed.ts';
import { schemaType } from './schema-type.ts';
import { wordsOf } from './words.ts';

/** The exported type of a component in one of its forms. */
export function componentDeclaration(components: Components, form: ComponentForm): Code {
  const schema = own(components.schemas, form.component);
  const words = isObject(schema) ? wordsOf(schema) : code``;
  return declaration(words, components.nameOf(form), formType(components, form));
}

function formType(components: Components, form: ComponentForm): Printed {
  const { component, direction, view } = form;
  const { schemas, kin } = components;
  const schema = own(schemas, component);
  const site = { components, direction, heir: component };
  if (view === 'own') {
    const leftOut = kin.leftOut(component);
    const type = schemaType({ ...site, isOwnForm: true, leftOut }, schema);
    // Nothing is left for the heirs to extend, and an index would let them hold anything.
    return isSame(type, anyObject) ? anything : type;
  }
  const tags = kin.tagsOf(component);
  const members = kin.membersOf(component);
  if (members === undefined) return schemaType({ ...site, isRoot: true, tags }, schema);
  return unionOf(
    members.map((member) => {
      if (member !== component)
        return atom(components.nameOf({ component: member, direction, view: 'whole' }));
      const itself = atom(components.nameOf({ component, direction, view: 'own' }));
      return intersectionOf([itself, ...taggedType(tags)]);
    }),
  );
}
