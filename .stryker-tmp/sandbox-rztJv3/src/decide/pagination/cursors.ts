// @ts-nocheck
import { plain } from '../../model/list-field.ts';
import type { FieldFact, FieldKind, QueryFact } from '../../model/pagination.ts';
import type { ListSubject, Recogniser } from './recognise.ts';
import {
  dotted,
  ends,
  fieldNamed,
  isContainer,
  names,
  parameterNamed,
  tellsOfPages,
} from './vocabulary.ts';

/** A family of names: parameters that take a token, and fields that hold the next one. */
interface Family {
  readonly parameters: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  /** Names that mean it only inside an object that tells about pages. */
  readonly contained: ReadonlySet<string>;
  /** Kinds of the parameter; a page that is a text is a token. */
  readonly kinds?: readonly FieldKind[];
}

const families: readonly Family[] = [
  {
    parameters: names(
      'cursor pagecursor startcursor nextcursor pageafter after startingafter next',
    ),
    fields: names('nextcursor nextpagecursor endcursor nextcursortoken'),
    contained: names('after startingafter next'),
  },
  {
    parameters: names('pagetoken nextpagetoken nexttoken paginationtoken token'),
    fields: names('nextpagetoken nexttoken nextpaginationtoken'),
    contained: names(''),
  },
  {
    parameters: names('continue continuation continuationtoken marker bookmark'),
    fields: names('continuationtoken nextcontinuationtoken nextmarker nextbookmark'),
    contained: names('continue continuation bookmark'),
  },
  {
    parameters: names('page'),
    fields: names('nextpage'),
    contained: names('next'),
    kinds: ['string'],
  },
];

const kinds = ['string', 'integer', 'other'] as const;

/** A token for the next page in the body, which a parameter of the query takes. */
export const nextToken: Recogniser = (subject) => {
  const found = families.flatMap((family) => {
    const field = tokenField(subject, family);
    const parameter = field === undefined ? undefined : tokenParameter(subject, family, field);
    return parameter === undefined || field === undefined ? [] : [{ parameter, field }];
  });
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const { parameter, field } = only;
  const { more } = ends(subject);
  return {
    form: {
      type: 'cursor',
      items: subject.list.path,
      param: parameter.name,
      next: field.path,
      ...(more === undefined ? {} : { more }),
    },
    confidence: isAlike(parameter.name, field.path) ? 'certain' : 'likely',
    words: `its answer holds a token in ${dotted(field.path)}, which "${parameter.name}" takes for the next page`,
  };
};

function tokenField(
  { listing, list }: ListSubject,
  { fields, contained, parameters, kinds: taken }: Family,
): FieldFact | undefined {
  const isOne = ({ path, kind, description }: FieldFact): boolean => {
    const isToken = kind === 'string' || (kind === 'integer' && taken === undefined);
    if (!isToken || !tellsOfPages(path, list)) return false;
    const last = path.at(-1) ?? '';
    if (fields.has(plain(last))) return true;
    if (contained.has(plain(last)) && isContainer(path.at(-2) ?? '')) return true;
    // One name for both, as Square has it, means the next one only where it is said.
    const isShared = parameters.has(plain(last)) && listing.query.some(({ name }) => name === last);
    return isShared && /\bnext\b|subsequent|following/i.test(description);
  };
  const found = listing.fields.filter(isOne);
  return found.length === 1 ? found[0] : undefined;
}

// Of several names that are possible, that of the field itself is meant.
function tokenParameter(
  { listing }: ListSubject,
  { parameters, kinds: taken = kinds }: Family,
  { path }: FieldFact,
): QueryFact | undefined {
  const same = names(plain(path.at(-1) ?? ''));
  const isFamily = parameters.has(plain(path.at(-1) ?? ''));
  return (
    parameterNamed(listing, parameters, taken) ??
    (isFamily ? parameterNamed(listing, same, taken) : undefined)
  );
}

function isAlike(parameter: string, path: readonly string[]): boolean {
  const [name, field] = [plain(parameter), path.map(plain).join('')];
  return field.endsWith(name.replace(/^(?:next|start|starting|page)/, '')) || field.includes(name);
}

/** The id of the last entry asks for what follows it. */
export const lastEntry: Recogniser = (subject) => {
  const { listing, list } = subject;
  const parameter = parameterNamed(listing, afterNames, kinds);
  const { more } = ends(subject);
  if (parameter === undefined || more === undefined) return undefined;
  const isDate = /\b(?:date|time|timestamp|created)\b/i.test(parameter.description);
  const isId = /\bids?\b|identifier/i.test(parameter.description);
  const isPlain = plain(parameter.name) !== 'after';
  if (isDate || !(isPlain || isId)) return undefined;
  const common = { type: 'cursor' as const, items: list.path, param: parameter.name, more };
  const last = fieldNamed(subject, lastNames, ['string', 'integer']);
  if (last !== undefined)
    return {
      form: { ...common, next: last.path },
      confidence: 'certain',
      words: `its answer holds ${dotted(last.path)}, which "${parameter.name}" takes for the next page, and ${dotted(more)}`,
    };
  if (list.entry?.includes('id') !== true) return undefined;
  return {
    form: { ...common, entry: 'id' },
    confidence: isId || plain(parameter.name) === 'startingafter' ? 'certain' : 'likely',
    words: `"${parameter.name}" takes the id of the last entry for the next page, and the answer holds ${dotted(more)}`,
  };
};

const afterNames = names('startingafter after afterid startafter startafterid');
const lastNames = names('lastid');
