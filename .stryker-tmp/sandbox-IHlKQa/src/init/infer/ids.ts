/** Words of a title that say nothing about which system it is. */
// @ts-nocheck

const noise = new Set([
  'a',
  'an',
  'and',
  'api',
  'apis',
  'definition',
  'description',
  'documentation',
  'for',
  'http',
  'json',
  'of',
  'official',
  'open',
  'openapi',
  'public',
  'reference',
  'rest',
  'restful',
  'spec',
  'specification',
  'swagger',
  'the',
  'web',
]);

// Windows has no files of these names, and an id becomes a file name.
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
const longest = 30;
// A longer title describes rather than names.
const mostTitleWords = 3;

/** Kebab-case of any words, `Our Shop` → `our-shop`; empty where no letter or digit of ASCII is in them. */
export function kebab(words: string): string {
  const parts = wordsOf(words);
  let id = '';
  for (const part of parts) {
    const longer = id === '' ? part.slice(0, longest) : `${id}-${part}`;
    if (longer.length > longest) break;
    id = longer;
  }
  if (id === '') return '';
  return /^[a-z]/.test(id) && !reserved.test(id) ? id : `api-${id}`;
}

/** The id of a system from what its description says: its title, else its host, else the name of the file. */
export function systemId(from: { title: string; host: string; file: string }): string {
  const title = wordsOf(from.title).filter((word) => !noise.has(word) && !/^v?\d+$/.test(word));
  const short = kebab(title.slice(0, mostTitleWords).join(' '));
  if (short !== '' && title.length <= mostTitleWords) return short;
  return [kebab(nameOfHost(from.host)), short, kebab(nameOfFile(from.file)), 'api'].find(
    (id) => id !== '',
  ) as string; // The last of the list is never empty.
}

/** An id that is not taken yet, with a number behind where it was; it is taken from now on. */
export function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  taken.add(free);
  return free;
}

function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, 500)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’]s\b/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

// `https://api.stripe.com/v1` is Stripe's; of `api.example.co.uk` the same word counts.
function nameOfHost(host: string): string {
  const labels = host.split('.').filter((label) => label !== '');
  const isAddress = host.includes(':') || labels.every((label) => /^\d+$/.test(label));
  if (isAddress || labels.length < 2) return '';
  const [last = '', second = ''] = [...labels].reverse();
  const isCountry = last.length === 2 && second.length <= 3 && labels.length > 2;
  return labels.at(isCountry ? -3 : -2) ?? '';
}

function nameOfFile(file: string): string {
  return (file.split('/').at(-1) ?? '').replace(/\.[a-z]{1,5}$/i, '');
}
