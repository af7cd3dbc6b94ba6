// @ts-nocheck
import { declaredForm } from '../../model/declared-paging.ts';
import type { System } from '../../model/integration.ts';
import type { Operation } from '../../model/operation.ts';
import type { Listing, PageForm } from '../../model/pagination.ts';
import type { Source } from '../../plan/decision.ts';
import type { PlannedPagination } from '../../plan/system.ts';
import { recognisePages } from '../pagination/recognise.ts';
import { dotted, sizeParameter } from '../pagination/vocabulary.ts';
import { declaredAt } from '../rule.ts';

/** A read whose answer holds a list. */
interface PagingSubject {
  readonly system: System;
  readonly operation: Operation;
  readonly listing: Listing;
}

interface PagingFound {
  readonly form: PageForm;
  readonly source: Source;
  readonly reason: string;
}

/** How a list of an operation comes in pages; undefined where it does not, or where nobody can be sure. */
export function decidePagination(
  owner: string,
  system: System,
  operation: Operation,
): PlannedPagination | undefined {
  const { listing } = operation;
  if (listing === undefined) return undefined;
  const subject = { system, operation, listing };
  const found = byFile(subject) ?? (isRuledOut(subject) ? undefined : byDescription(subject));
  if (found === undefined) return undefined;
  const { form, source, reason } = found;
  return {
    how: { id: `${owner}.pagination`, value: formWords(form), source, reason },
    form,
  };
}

function byFile({ system, operation, listing }: PagingSubject): PagingFound | undefined {
  for (const declared of entriesFor(system, operation)) {
    if (declared.value.type === 'none') return undefined;
    const fit = declaredForm(declared.value, listing);
    if ('form' in fit)
      return {
        form: fit.form,
        source: declaredAt(declared.at),
        reason: `The file says how lists of ${system.id} come in pages, and ${operation.id} has what that needs.`,
      };
  }
  return undefined;
}

function isRuledOut({ system, operation }: PagingSubject): boolean {
  return entriesFor(system, operation).some(({ value }) => value.type === 'none');
}

function entriesFor(
  { pagination }: System,
  { id, method, path }: Operation,
): NonNullable<System['pagination']>['value'] {
  const names = [id, `${method.toUpperCase()} ${path}`];
  return (pagination?.value ?? []).filter(
    ({ value }) => value.operations?.some((name) => names.includes(name)) ?? true,
  );
}

function byDescription({ system, operation, listing }: PagingSubject): PagingFound | undefined {
  const found = recognisePages(listing);
  if (found === undefined) return undefined;
  const { form, confidence, words } = found;
  const parameter = listing.query.find(({ name }) => name === form.param);
  const quote = parameter?.description.split('\n')[0] ?? '';
  return {
    form,
    source: {
      kind: 'documented',
      file: system.api?.file ?? '',
      pointer: operation.pointer,
      ...(quote === '' ? {} : { quote: quote.slice(0, 120) }),
    },
    reason: `${operation.id} comes in pages: ${words} (recognised by names and types, ${confidence}).${sizeWords(listing)}`,
  };
}

/** What the description says of the size of a page, because a larger one costs fewer calls. */
function sizeWords(listing: Listing): string {
  const size = sizeParameter(listing);
  if (size === undefined) return '';
  const most = size.maximum ?? mostIn(size.description);
  if (most === undefined || most <= (size.default ?? 0)) return '';
  const usual = size.default === undefined ? '' : `, ${size.default} where it is not given`;
  return ` "${size.name}" may ask for ${most} entries a page${usual}: larger pages cost fewer calls.`;
}

function mostIn(description: string): number | undefined {
  const found =
    /\bbetween 1 and (\d{1,5})\b/i.exec(description) ??
    /\bmax(?:imum)?(?: value)?(?: is| of|:|=)? {0,2}(\d{1,5})\b/i.exec(description);
  return found === null ? undefined : Number(found[1]);
}

/** A form in words: `cursor: starting_after takes the id of the last entry of "data", until "has_more" is false`. */
function formWords(form: PageForm): string {
  const { size } = form;
  const sized = size === undefined ? '' : `, ${size.entries} entries a page by ${size.param}`;
  return `${form.type}: ${askedBy(form)}, ${endOf(form)}${sized}`;
}

function askedBy({ type, items, param = '', next, header, entry, current }: PageForm): string {
  if (header !== undefined) return `the address with rel="next" in the header ${header}`;
  if (type === 'link') return `the address in ${dotted(next ?? [])}`;
  if (next !== undefined) return `${param} takes ${dotted(next)}`;
  if (entry !== undefined) return `${param} takes ${entry} of the last entry of ${dotted(items)}`;
  if (type === 'offset') return `${param} takes the number of entries before`;
  return `${param} counts up${current === undefined ? '' : ` from ${dotted(current)}`}`;
}

function endOf({ type, more, total, pages, totalHeader, pagesHeader, next }: PageForm): string {
  const ends = [
    more === undefined ? [] : [`${dotted(more)} is false`],
    pages === undefined ? [] : [`${dotted(pages)} is reached`],
    pagesHeader === undefined ? [] : [`the header ${pagesHeader} is reached`],
    total === undefined ? [] : [`${dotted(total)} is reached`],
    totalHeader === undefined ? [] : [`the header ${totalHeader} is reached`],
  ].flat();
  if (next !== undefined || type === 'link') ends.unshift('there is none');
  else ends.push('a page is empty');
  return `until ${ends.join(' or ')}`;
}
