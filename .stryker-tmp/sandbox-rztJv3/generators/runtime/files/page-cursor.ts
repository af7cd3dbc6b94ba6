// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import {
  fieldAt,
  isEnd,
  saysMore,
  wrongAnswer,
  type AnsweredPage,
  type PagedCall,
  type PageSteps,
} from './paging.ts';

/** The next page is asked for by what the page before, or its last entry, says. */
export const byCursor: PageSteps = {
  next(call, before, answered) {
    const value = nextCursor(call, answered);
    return value === undefined ? undefined : { value, seen: before.seen + answered.items.length };
  },
};

function nextCursor(
  call: PagedCall,
  { asked, result, items }: AnsweredPage,
): string | number | undefined {
  const { next, entry = 'id', param = '' } = call.pagination;
  const value = next === undefined ? fieldAt(items.at(-1), [entry]) : fieldAt(result.data, next);
  const isToken = typeof value === 'number' || (typeof value === 'string' && value !== '');
  // A next place of 0 would be the first one again.
  if (!isToken || (next !== undefined && value === 0)) {
    // To end here would drop the rest in silence.
    if (saysMore(call.pagination, result) === true)
      throw wrongAnswer(call, result, 'The answer says that there is more, but not where.');
    return undefined;
  }
  return isEnd(String(asked.input.query?.[param]) === String(value), items) ? undefined : value;
}
