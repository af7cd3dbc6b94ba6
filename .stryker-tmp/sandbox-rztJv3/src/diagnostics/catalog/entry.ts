/** How one kind of mistake is told: what is wrong, and what to do about it. */
// @ts-nocheck

export interface Entry<Params> {
  readonly severity: 'error' | 'warning';
  readonly message: (params: Params) => string;
  readonly fix: (params: Params) => string;
}

/** Gives an entry of the catalogue the type of its parameters. */
export function entry<Params>(definition: Entry<Params>): Entry<Params> {
  return definition;
}
