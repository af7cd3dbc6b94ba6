// @ts-nocheck
import type { PageForm, QueryFact } from '../../model/pagination.ts';
import type { ListSubject, Recogniser } from './recognise.ts';
import {
  dotted,
  ends,
  fieldNamed,
  names,
  parameterNamed,
  sizeParameter,
  type Evidence,
} from './vocabulary.ts';

const kinds = ['integer', 'number'] as const;

/** A page is asked for by its number. */
export const pageNumber: Recogniser = (subject) => {
  const { listing, list } = subject;
  const parameter = parameterNamed(listing, pageNames, kinds);
  if (parameter === undefined) return undefined;
  const form = { type: 'page' as const, items: list.path, param: parameter.name };
  const next = fieldNamed(subject, nextPageNames, kinds);
  if (next !== undefined)
    return {
      form: { ...form, next: next.path },
      confidence: 'certain',
      words: `its answer holds the number of the next page in ${dotted(next.path)}, which "${parameter.name}" takes`,
    };
  const size = sizeParameter(listing);
  const found = ends(subject);
  const isPaged = size !== undefined || Object.keys(found).length > 0;
  if (!isPaged && !/\bpage\b/i.test(parameter.description)) return undefined;
  const start = firstOf(parameter);
  const current = fieldNamed(subject, pageNames, kinds);
  if (start === undefined && current === undefined) return undefined;
  return {
    form: {
      ...form,
      ...found,
      ...(start === undefined && current !== undefined ? { current: current.path } : {}),
      ...(start === undefined ? {} : { start }),
    },
    ...counted(parameter, size, found),
  };
};

/** Entries are skipped by their number. */
export const offset: Recogniser = (subject) => {
  const { listing, list } = subject;
  const parameter = parameterNamed(listing, offsetNames, kinds) ?? indexParameter(subject);
  if (parameter === undefined) return undefined;
  const size = sizeParameter(listing);
  const { more, total, totalHeader } = ends(subject);
  const found = {
    ...(more === undefined ? {} : { more }),
    ...(total === undefined ? {} : { total }),
    ...(totalHeader === undefined ? {} : { totalHeader }),
  };
  const isPages = /page (?:number|offset|index)|(?:number|offset) of pages/i;
  if (size === undefined && Object.keys(found).length === 0) return undefined;
  if (isPages.test(parameter.description)) return undefined;
  return {
    form: {
      type: 'offset',
      items: list.path,
      param: parameter.name,
      start: firstOf(parameter) ?? 0,
      ...found,
    },
    ...counted(parameter, size, found),
  };
};

// These names mean a date or a place in a text as often, and count from 0 or 1.
function indexParameter({ listing }: ListSubject): QueryFact | undefined {
  const found = parameterNamed(listing, indexNames, kinds);
  if (found === undefined) return undefined;
  const { description } = found;
  // An offset counts what is skipped, so it begins with none.
  if (firstOf(found) === undefined && !/\boffset\b/i.test(description)) return undefined;
  const isIndex = /\b(?:offset|index|skip|first|start|paginat\w*)\b/i.test(description);
  return isIndex && !/\b(?:date|time|timestamp)\b/i.test(description) ? found : undefined;
}

/** The first number of a parameter as its description says; undefined where it does not. */
function firstOf({ description, default: byDefault, minimum }: QueryFact): number | undefined {
  if (
    /\b(?:zero|0)[- ]?(?:based|indexed)|(?:start\w*|begin\w*) (?:at|from|with) (?:0|zero)\b/i.test(
      description,
    )
  )
    return 0;
  if (
    /\b(?:one|1)[- ]?(?:based|indexed)|(?:start\w*|begin\w*) (?:at|from|with) (?:1|one)\b/i.test(
      description,
    )
  )
    return 1;
  if (byDefault === 0 || byDefault === 1) return byDefault;
  return minimum === 1 ? 1 : undefined;
}

function counted(
  parameter: QueryFact,
  size: QueryFact | undefined,
  { more, total, pages, totalHeader, pagesHeader }: Partial<PageForm>,
): Evidence {
  const fields = [more, total, pages].flatMap((path) => (path === undefined ? [] : [dotted(path)]));
  const headers = [totalHeader, pagesHeader].flatMap((name) =>
    name === undefined ? [] : [`the header "${name}"`],
  );
  const tells = [...fields, ...headers];
  const taken =
    size === undefined ? `"${parameter.name}"` : `"${parameter.name}" and "${size.name}"`;
  return {
    confidence: tells.length > 0 || size !== undefined ? 'certain' : 'likely',
    words:
      tells.length === 0
        ? `it takes ${taken}, and nothing in its answer tells the last page, so an empty one ends the list`
        : `it takes ${taken}, and its answer tells the end by ${tells.join(' and ')}`,
  };
}

const pageNames = names('page pagenumber pageno pagenum pageindex currentpage');
const nextPageNames = names('nextpage nextpagenumber');
const offsetNames = names('offset skip startat pageoffset');
const indexNames = names('startindex start from startposition');
