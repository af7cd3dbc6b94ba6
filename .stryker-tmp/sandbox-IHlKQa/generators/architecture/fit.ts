// @ts-nocheck
import { extra, linesOf, type Item, type Part, type Section } from './section.ts';
import { wordsIn } from './words.ts';

/** Bounds of the counted words; the note on what is missing is counted apart. */
export interface Bounds {
  /** Explanations are taken up to here. */
  readonly comfortable: number;
  /** Nothing goes beyond. */
  readonly most: number;
}

/** The sections with as many items as the bounds allow, and the sections that lost some. */
export function fit(
  sections: readonly Section[],
  bounds: Bounds,
): { readonly sections: readonly Section[]; readonly shortened: readonly Section[] } {
  const left = leftOut(sections, bounds);
  const lost = (section: Section): boolean =>
    section.parts.some(
      (part) =>
        part.form !== 'fence' &&
        part.items.some((found) => left.has(found) && found.priority < extra),
    );
  return {
    sections: sections.map((section) => without(section, left)),
    shortened: sections.filter(lost),
  };
}

/** Drops the least important first, then takes back, the most important first, what still fits into the gap. */
function leftOut(sections: readonly Section[], bounds: Bounds): ReadonlySet<Item> {
  const order = sections
    .flatMap(({ parts }) => parts.flatMap(weighed))
    .filter(({ found }) => found.priority > 0)
    .map((entry, index) => ({ ...entry, index }))
    .sort((a, b) => b.found.priority - a.found.priority || b.index - a.index);
  const left = new Set<Item>();
  let total = sections.map(wordsOf).reduce((sum, words) => sum + words, 0);
  const boundOf = ({ priority }: Item): number =>
    priority >= extra ? bounds.comfortable : bounds.most;
  for (const { found, words } of order) {
    if (total <= boundOf(found)) continue;
    left.add(found);
    total -= words;
  }
  for (const { found, words } of order.reverse()) {
    if (!left.has(found) || total + words > boundOf(found)) continue;
    left.delete(found);
    total += words;
  }
  return left;
}

function without(section: Section, left: ReadonlySet<Item>): Section {
  return { ...section, parts: section.parts.map((part) => kept(part, left)) };
}

function kept(part: Part, left: ReadonlySet<Item>): Part {
  if (part.form === 'fence') return part;
  return { ...part, items: part.items.filter((found) => !left.has(found)) };
}

function wordsOf({ title, parts }: Section): number {
  const fenceless = parts.filter(({ form }) => form !== 'fence');
  return (
    wordsIn(title) +
    fenceless.map((part) => wordsIn(printed(part))).reduce((sum, words) => sum + words, 0)
  );
}

function printed(part: Part): string {
  return linesOf(part).join('\n').replaceAll('|', ' ');
}

/** The words that go with an item; the mark of a numbered list is one. */
function weighed(part: Part): readonly { readonly found: Item; readonly words: number }[] {
  if (part.form === 'fence') return [];
  const mark = part.form === 'numbered' ? 1 : 0;
  return part.items.map((found) => ({ found, words: wordsIn(found.cells.join(' ')) + mark }));
}
