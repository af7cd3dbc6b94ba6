/** Characters that a comment takes of one text: the description itself is a click away, and says the rest. */
const longestGist = 200;

/** The first paragraph of a description, cut where a sentence ends if it is long. */
export function gist(text: string): string {
  if (text.length <= longestGist && !text.includes('\n')) return text.trim();
  // Enough for any paragraph that is kept whole; some descriptions are books.
  const paragraphs = text
    .slice(0, 4000)
    .trim()
    .split(/\r?\n\s*\r?\n/);
  const isHeading = (paragraph: string): boolean => /^(?:#.*|\*\*[^*]*\*\*)$/.test(paragraph);
  const first = (paragraphs.find((paragraph) => !isHeading(paragraph)) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (first.length <= longestGist) return paragraphs.length > 1 ? first.replace(/:$/, '.') : first;
  const ends = [...first.matchAll(/[.!?](?= [\p{Lu}`*"[(])/gu)].map(({ index }) => index + 1);
  const end = ends.findLast((at) => at <= longestGist) ?? ends[0] ?? first.length;
  if (end <= longestGist * 1.5) return first.slice(0, end);
  return `${first.slice(0, longestGist).replace(/\s+\S*$/, '')} …`;
}
