// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Holds things of which the first is wanted next, and any may leave. */
export interface Ordered<Item> {
  readonly size: number;
  readonly items: readonly Item[];
  first(): Item | undefined;
  add(item: Item): void;
  /** Takes the first out. */
  shift(): Item | undefined;
  remove(item: Item): void;
}

/** A binary heap; where an item stands must not change while it is in. */
export function ordered<Item>(isBefore: (left: Item, right: Item) => boolean): Ordered<Item> {
  const items: Item[] = [];
  const removeAt = (at: number): void => {
    const last = items.pop();
    if (last === undefined || at >= items.length) return;
    items[at] = last;
    sink(items, sift(items, at, isBefore), isBefore);
  };
  return {
    items,
    get size() {
      return items.length;
    },
    first: () => items[0],
    add(item) {
      items.push(item);
      sift(items, items.length - 1, isBefore);
    },
    shift() {
      const [first] = items;
      removeAt(0);
      return first;
    },
    remove(item) {
      const at = items.indexOf(item);
      if (at !== -1) removeAt(at);
    },
  };
}

/** Moves an item towards the front, as far as it belongs, and tells where it is then. */
function sift<Item>(
  items: Item[],
  from: number,
  isBefore: (left: Item, right: Item) => boolean,
): number {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swap(items, { front: parent, back: at }, isBefore)) return at;
    at = parent;
  }
  return at;
}

/** Moves an item towards the back, as far as it belongs. */
function sink<Item>(
  items: Item[],
  from: number,
  isBefore: (left: Item, right: Item) => boolean,
): void {
  let at = from;
  for (let child = 2 * at + 1; child < items.length; child = 2 * at + 1) {
    const [left, right] = [items[child], items[child + 1]];
    if (left !== undefined && right !== undefined && isBefore(right, left)) child += 1;
    if (!swap(items, { front: at, back: child }, isBefore)) return;
    at = child;
  }
}

/** Swaps two items that stand in the wrong order. */
function swap<Item>(
  items: Item[],
  { front, back }: { readonly front: number; readonly back: number },
  isBefore: (left: Item, right: Item) => boolean,
): boolean {
  const [first, second] = [items[front], items[back]];
  if (first === undefined || second === undefined || !isBefore(second, first)) return false;
  items[front] = second;
  items[back] = first;
  return true;
}
