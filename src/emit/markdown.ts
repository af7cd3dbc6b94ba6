/** Text of the user (or of the plan) inside a Markdown line or table cell: shown as it is, never as markup. */
export function markdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/@/g, '\\@')
    .replace(/^[#>+=-]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** A name of the plan as code; a backtick in it cannot end it. */
export function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** A label of a Mermaid diagram, quoted; only letters, digits and plain punctuation are left. */
export function label(text: string): string {
  const plain = oneLine(text)
    .replace(/[^\p{L}\p{N} .,:/()+_-]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const short = Array.from(plain).slice(0, longestLabel).join('');
  return `"${short === '' ? 'unnamed' : short}"`;
}

/** A limit as it is read in a table: `60 calls/60 s/organisation`. */
export function short(label: string): string {
  return label.replace(/ per (?=\d|[a-z]+$)/g, '/');
}

/** The first words of a long text, up to the end of a clause where there is one. */
export function clip(text: string, most: number): string {
  const words = oneLine(text).split(' ');
  if (words.length <= most) return words.join(' ');
  const kept = words.slice(0, most);
  const end = kept.findLastIndex((word) => /[.;:,]$/.test(word));
  if (end + 1 < most / 2) return `${kept.join(' ')} …`;
  return kept
    .slice(0, end + 1)
    .join(' ')
    .replace(/[.;:,]$/, '');
}

const longestLabel = 60;

// Format characters are removed (they reorder or hide text), lone surrogates replaced.
function oneLine(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
