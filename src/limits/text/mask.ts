/** A tag, a character reference, the target of a link, or an address; each bounded, so that hostile text costs no more. */
const markup =
  /<[a-z/!][^<>]{0,400}>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});|\]\([^()\s]{0,500}(?: "[^"]{0,200}")?\)|https?:\/\/[^\s)>\]"'`]+/gi;

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/**
 * Plain lines in place of markdown and HTML, of the same length, so that a place in one is the place in the other.
 * Rows of tables become lines of cells between bars; what stands in a code block is an example, and goes.
 */
export function maskMarkup(text: string): string {
  return withoutEmphasis(withoutTags(withoutFences(text)));
}

function withoutFences(text: string): string {
  if (!/^\s*(?:```|~~~)/m.test(text)) return text;
  let fence = '';
  return text
    .split('\n')
    .map((line) => {
      const mark = /^[\s>]*(```|~~~)/.exec(line)?.[1];
      const inside = fence !== '';
      if (mark !== undefined && (fence === '' || mark === fence)) fence = inside ? '' : mark;
      return inside || fence !== '' ? blank(line) : line;
    })
    .join('\n');
}

function withoutTags(text: string): string {
  const parts: string[] = [];
  let end = 0;
  let inRow = false;
  for (const match of text.matchAll(markup)) {
    const between = text.slice(end, match.index);
    parts.push(inRow ? between.replaceAll('\n', ' ') : between);
    const [found] = match;
    const tag = /^<(\/?[a-z]+\d?)/i.exec(found)?.[1]?.toLowerCase();
    if (tag === 'tr' || tag === '/tr' || tag === '/table') inRow = tag === 'tr';
    parts.push(tag === undefined ? plain(found) : fit(layoutOf(tag, inRow), found));
    end = match.index + found.length;
  }
  parts.push(text.slice(end));
  return parts.join('');
}

function plain(found: string): string {
  return (characters[found.toLowerCase()] ?? '').padEnd(found.length);
}

function layoutOf(tag: string, inRow: boolean): string {
  if (tag === 'td' || tag === 'th') return '|';
  if (tag === 'tr' || tag === '/tr') return '\n';
  if (inRow) return '';
  if (tag === 'br') return '\n';
  if (tag === 'li') return '\n*';
  if (/^h[1-6]$/.test(tag)) return '\n#';
  return block.test(tag) ? '\n\n' : '';
}

const block =
  /^\/?(?:p|div|ul|ol|dl|dd|dt|table|section|article|blockquote|aside|note|important|h[1-6]|pre)$/;

function fit(layout: string, found: string): string {
  return layout.slice(0, found.length).padEnd(found.length);
}

// A bullet and the star of `/orders/*` stay.
function withoutEmphasis(text: string): string {
  return text.replaceAll(
    /^([ \t]*\*)(?=[ \t])|(\/\*)(?=[\s`"',)|]|$)|[`*~\\[\]]/gm,
    (mark, bullet?: string, star?: string) =>
      bullet === undefined && star === undefined ? ' ' : mark,
  );
}

function blank(line: string): string {
  return ' '.repeat(line.length);
}
