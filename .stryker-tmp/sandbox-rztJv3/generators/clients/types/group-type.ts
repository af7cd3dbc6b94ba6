// @ts-nocheck
import { own } from '../../../src/plan/description.ts';
import type { Components } from './components.ts';
import type { DescribedParameter } from './contents.ts';
import type { Direction } from './directions.ts';
import { memberLine } from './object-type.ts';
import { objectOf, type Printed } from './printed.ts';
import { schemaType } from './schema-type.ts';
import { wordsOf } from './words.ts';

/** The parameters of one place as an object; `form` is not that of an interface, which would fit no record. */
export function groupType(
  components: Components,
  parameters: readonly DescribedParameter[],
  direction: Direction = 'sent',
): Printed {
  const members = parameters.map(({ name, node, schema }) => ({
    key: name,
    type: schemaType({ components, direction }, schema),
    isOptional: own(node, 'required') !== true,
    words: wordsOf(node),
  }));
  return { code: objectOf(members.map(memberLine)).code, form: 'atom' };
}
