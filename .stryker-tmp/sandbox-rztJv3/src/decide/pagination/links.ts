// @ts-nocheck
import { plain } from '../../model/list-field.ts';
import type { FieldFact } from '../../model/pagination.ts';
import type { Recogniser } from './recognise.ts';
import { dotted, names, sizeParameter, tellsOfPages } from './vocabulary.ts';

/** The address of the next page in the header `Link` (RFC 8288). */
export const linkHeader: Recogniser = ({ listing, list }) => {
  const header = listing.headers.find(({ name }) => name.toLowerCase() === 'link');
  if (header === undefined) return undefined;
  const isSaid = /\bnext\b|pag(?:e|inat)/i.test(header.description);
  const isAsked = listing.query.some(({ name }) => pageParameters.has(plain(name)));
  if (!isSaid && !isAsked && sizeParameter(listing) === undefined) return undefined;
  return {
    form: { type: 'link', items: list.path, header: header.name },
    confidence: isSaid || isAsked ? 'certain' : 'likely',
    words: `its answer declares the header "${header.name}", whose rel="next" is the address of the next page`,
  };
};

/** The address of the next page in the body. */
export const nextAddress: Recogniser = ({ listing, list }) => {
  const found = listing.fields.find((field) => isAddress(field, listing.fields, list));
  if (found === undefined) return undefined;
  return {
    form: { type: 'link', items: list.path, next: found.path },
    confidence: 'certain',
    words: `its answer holds the address of the next page in ${dotted(found.path)}`,
  };
};

function isAddress(field: FieldFact, fields: readonly FieldFact[], list: FieldFact): boolean {
  const { path, kind } = field;
  const [container = '', parent = '', name = ''] = ['', '', ...path].slice(-3).map(plain);
  if (!mayHold(kind, parent) || !tellsOfPages(path, list)) return false;
  if (name === 'href') return parent === 'next' && isLinks(container);
  if (name !== 'next') return addressNames.has(name);
  return isLinks(parent) || saysAddress(field) || isNumbered(path, fields);
}

// JSON:API lets a link be a text or an object.
function mayHold(kind: FieldFact['kind'], parent: string): boolean {
  return kind === 'string' || (kind === 'other' && isLinks(parent));
}

function isLinks(parent: string): boolean {
  return parent === 'links';
}

function saysAddress({ format = '', description }: FieldFact): boolean {
  return /^ur[il]/i.test(format) || /\b(?:ur[il]|link|href|address)\b/i.test(description);
}

// What Django REST framework writes: count, next, previous, results.
function isNumbered({ length }: readonly string[], fields: readonly FieldFact[]): boolean {
  const isRoot = length === 1;
  return (
    isRoot &&
    ['count', 'previous', 'results'].every((name) =>
      fields.some(({ path }) => path.length === 1 && path[0] === name),
    )
  );
}

// Not `nextUri`: where that is used, it is a path without the part that all paths of the API begin with.
const addressNames = names('nextlink odatanextlink nextpageurl nexturl nextpagelink nexthref');
const pageParameters = names('page cursor after since pagetoken pagenumber offset');
