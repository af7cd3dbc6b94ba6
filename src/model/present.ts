/** The same properties, those that may be undefined as optional ones. */
type Present<T> = {
  [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key];
} & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** An object without the properties that are undefined. */
export function present<T extends object>(parts: T): Present<T> {
  const kept = Object.entries(parts).filter(([, value]) => value !== undefined);
  // Only properties that are undefined were dropped, and the type makes just those optional.
  return Object.fromEntries(kept) as Present<T>;
}
