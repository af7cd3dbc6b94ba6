import {
  clock,
  newHead,
  stepBook,
  type BookHead,
} from '../../../generators/runtime/files/shared-book.ts';
import type { BucketState } from '../../../generators/runtime/files/shared-bucket-state.ts';
import type { SharedCounts } from '../../../generators/runtime/files/shared-counts.ts';

/** A store in memory with a clock that a test moves; text in between, as in a real one. */
export interface MemoryCounts extends SharedCounts {
  /** Whether it answers; a request that finds it away rejects. */
  isAway: boolean;
  /** Forgets all that a store forgets which keeps nothing on a disk. */
  lose(): void;
}

export function memoryCounts(wallClock: () => number, keepsAll = false): MemoryCounts {
  const texts = new Map<string, string>();
  const headOf = (book: string): BookHead => {
    const text = texts.get(book);
    return text === undefined ? newHead(wallClock()) : (JSON.parse(text) as BookHead);
  };
  const whileThere = <Result>(work: () => Result): Promise<Result> =>
    counts.isAway ? Promise.reject(new Error('The store is away.')) : Promise.resolve(work());
  const counts: MemoryCounts = {
    isAway: false,
    lose() {
      texts.clear();
    },
    look: (book) => whileThere(() => clock(headOf(book), wallClock(), Infinity)),
    take: (asked) =>
      whileThere(() => {
        const head = headOf(asked.book);
        const keys = asked.buckets.map(({ key }) => `${asked.book}/${key}`);
        const known = keys.map((key) => {
          const text = texts.get(key);
          return text === undefined ? undefined : (JSON.parse(text) as BucketState);
        });
        const { given, states } = stepBook(head, known, { asked, wallMs: wallClock(), keepsAll });
        texts.set(asked.book, JSON.stringify(head));
        for (const [index, state] of states.entries())
          texts.set(keys[index] ?? '', JSON.stringify(state));
        return given;
      }),
  };
  return counts;
}
