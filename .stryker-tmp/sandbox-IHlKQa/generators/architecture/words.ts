/** Counts the words that a reader of the document reads: no front matter, comments, fences, images or link targets; table cells count. */
// @ts-nocheck

export function countWords(markdown: string): number {
  return wordsIn(proseOf(markdown));
}

/** Lines inside fences. */
export function countFencedLines(markdown: string): number {
  return [...markdown.matchAll(fence)]
    .map(([block]) => Math.max(block.split('\n').length - 2, 0))
    .reduce((sum, lines) => sum + lines, 0);
}

const fence = /^[ \t]*(```|~~~)[\s\S]*?^[ \t]*\1[ \t]*$/gm;

function proseOf(markdown: string): string {
  return markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(fence, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*\|?[\s:|-]+\|?\s*$/gm, '')
    .replaceAll('|', ' ');
}

/** Runs of non-blanks that hold a letter or a digit. */
export function wordsIn(text: string): number {
  return text.split(/\s+/).filter((run) => /[A-Za-z0-9]/.test(run)).length;
}
