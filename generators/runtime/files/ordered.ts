// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Puts an item into a sorted list, behind its equals; what comes usually belongs to the end. */
export function insert<Item>(
  items: Item[],
  item: Item,
  isBefore: (left: Item, right: Item) => boolean,
): void {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = items[middle];
    if (other !== undefined && isBefore(item, other)) to = middle;
    else from = middle + 1;
  }
  items.splice(from, 0, item);
}

/** Takes an item out of a list. */
export function discard<Item>(items: Item[], item: Item): void {
  const at = items.indexOf(item);
  if (at !== -1) items.splice(at, 1);
}
