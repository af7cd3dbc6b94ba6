// @ts-nocheck
import type { JsonObject } from '../../../src/plan/description.ts';
import type { Components } from './components.ts';
import type { Direction } from './directions.ts';
import type { Tags } from './polymorphism.ts';

/** Where a schema stands, as far as its type depends on it. */
export interface Site {
  readonly components: Components;
  readonly direction: Direction;
  /** The component whose own declaration this is part of. */
  readonly heir?: string;
  /** Whether it is the component itself, and not something that it extends. */
  readonly isRoot?: boolean;
  /** Whether only what it declares itself is meant, and not the alternatives that stand for it. */
  readonly isOwnForm?: boolean;
  /** Properties whose values are known here. */
  readonly tags?: Tags;
  /** Properties that are left to others. */
  readonly leftOut?: ReadonlySet<string>;
  /** The schema of which this is a part by `allOf`, `oneOf` or `anyOf`: its properties are here too. */
  readonly whole?: JsonObject;
}

/** The same place for a type inside of it: nothing of what surrounds it matters. */
export function inside({ components, direction }: Site): Site {
  return { components, direction };
}
