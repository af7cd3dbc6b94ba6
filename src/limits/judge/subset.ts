import type { Phrase } from '../grammar/rate.ts';
import { textAt, words } from '../grammar/words.ts';
import type { Tokens } from '../grammar/words.ts';
import { stem } from '../operations.ts';
import type { FoundOperation } from '../operations.ts';

/** The calls that words alone name, `search requests`: operations, or `some` where nobody can tell which. */
export type Subset = readonly string[] | 'some';

const heads = words(
  'request requests call calls endpoint endpoints operation operations method methods route routes query queries',
);
/** Behind an adjective of these there is a group of operations, even if no operation bears its name. */
const places = words('endpoint endpoints operation operations route routes');
const general = words(
  'api apis http https rest restful json web sdk total number maximum max minimum rate limit limits limited quota quotas usage request requests call calls endpoint endpoints operation operations method methods route routes of to the a an all any each every your you our we their its this that these those other others more most many few unique additional concurrent simultaneous parallel single individual authenticated unauthenticated anonymous authorized signed live test sandbox production successful failed valid invalid new subsequent following specific given certain same individual general standard normal regular default public private external internal incoming outgoing inbound outbound free paid trial daily hourly monthly weekly burst combined per for from with and or in on by up at as is are be not only via through using make making send sending than can may must will should have has had maximal average sustained peak overall global platform-wide website above below http2 against across both into note additionally currently however also',
);
/** Whose calls they are, before "requests"; before "endpoint" what they are about. */
const owners = words(
  'client clients server user users account accounts customer customers key keys token tokens app apps application ip tenant merchant system platform service services',
);
/** What a call does, and the methods that do it. */
const acts = new Map<string, readonly string[]>(
  Object.entries({
    read: ['get', 'head'],
    get: ['get', 'head'],
    list: ['get'],
    retriev: ['get'],
    fetch: ['get'],
    writ: ['post', 'put', 'patch', 'delete'],
    mutat: ['post', 'put', 'patch', 'delete'],
    creat: ['post', 'put'],
    add: ['post', 'put'],
    open: ['post', 'put'],
    submit: ['post', 'put'],
    send: ['post', 'put'],
    updat: ['put', 'patch', 'post'],
    modif: ['put', 'patch', 'post'],
    edit: ['put', 'patch', 'post'],
    delet: ['delete', 'post'],
    remov: ['delete', 'post'],
  }),
);
/** Acts that an operation is called by, and no method. */
const named = words(
  'search upload download export import lookup login bulk batch report purg refresh tag geocod verif checkout',
);

/** The operations of which an amount is said without their method, path or id; undefined where it holds for all. */
export function subsetOf(
  tokens: Tokens,
  phrase: Phrase,
  operations: readonly FoundOperation[],
): Subset | undefined {
  const words = gerund(tokens, phrase) ?? subject(tokens, phrase) ?? thing(tokens, phrase);
  if (words !== undefined) {
    const found = resolved(words, operations);
    return found.length === 0 ? 'some' : partOf(found, operations);
  }
  for (let index = Math.max(0, phrase.from - maxBack); index < phrase.to; index++) {
    if (!heads.has(textAt(tokens, index))) continue;
    const before = adjectives(tokens, index);
    if (before.length === 0) continue;
    const found = resolved(before, operations);
    if (found.length > 0) return partOf(found, operations);
    if (places.has(textAt(tokens, index)) || before.some(isAct)) return 'some';
  }
  return undefined;
}

const maxBack = 20;
const maxAdjectives = 3;

function adjectives(tokens: Tokens, head: number): readonly string[] {
  let first = head;
  while (head - first < maxAdjectives && isSpecific(tokens, first - 1)) first--;
  const found = tokens.slice(first, head).map(({ text }) => text);
  return places.has(textAt(tokens, head)) ? found : found.filter((word) => !owners.has(word));
}

function isSpecific(tokens: Tokens, index: number): boolean {
  const token = tokens[index];
  return token?.kind === 'word' && token.text.length > 1 && !general.has(token.text);
}

// "Creating Linodes has a limit of …"
function gerund(tokens: Tokens, { from }: Phrase): readonly string[] | undefined {
  const start = skipGeneral(tokens, from);
  const word = textAt(tokens, start);
  if (!/^[a-z]{3,}ing$/.test(word)) return undefined;
  const found = behind(tokens, start, from);
  const isSubject = /^(?:is|are|has|have)$/.test(textAt(tokens, start + found.length));
  return isAct(word) || isSubject ? found : undefined;
}

// "Uploads are limited to …", "Writes: …"
function subject(tokens: Tokens, { from }: Phrase): readonly string[] | undefined {
  const start = skipGeneral(tokens, from);
  const isSubject = /^(?:is|are|have|has|can|may|must|:|to)$/.test(textAt(tokens, start + 1));
  return isSubject && isAct(textAt(tokens, start)) ? [textAt(tokens, start)] : undefined;
}

// "at most 60 contacts can be created": what is counted, and how it is made.
function thing(
  tokens: Tokens,
  { unit, noun, rule, from, to }: Phrase,
): readonly string[] | undefined {
  if (rule === 'concurrency' || noun === '' || (unit !== 'things' && unit !== 'none'))
    return undefined;
  const around = tokens.slice(Math.max(0, from - 10), to);
  const act = around.find(({ kind, text }) => kind === 'word' && acts.has(stem(text)));
  return act === undefined ? [noun] : [act.text, noun];
}

function skipGeneral(tokens: Tokens, to: number): number {
  let start = 0;
  while (start < Math.min(to, maxBack) && general.has(textAt(tokens, start))) start++;
  return start;
}

function behind(tokens: Tokens, start: number, to: number): readonly string[] {
  let end = start + 1;
  while (end < to && end - start <= maxAdjectives && isSpecific(tokens, end)) end++;
  return tokens.slice(start, end).map(({ text }) => text);
}

/** The operations that the label of a row in a table is the name of, `Search`; undefined where it names none. */
export function operationsCalled(
  label: Tokens,
  operations: readonly FoundOperation[],
): readonly string[] | undefined {
  const found = label.filter((_, index) => isSpecific(label, index)).map(({ text }) => text);
  const isName = found.length > 0 && found.length <= maxAdjectives && found.length === label.length;
  return isName && !found.some((word) => owners.has(word))
    ? partOf(resolved(found, operations), operations)
    : undefined;
}

function isAct(word: string): boolean {
  const root = stem(word);
  return acts.has(root) || named.has(root);
}

/** The operations that bear all the words. */
function resolved(
  adjectives: readonly string[],
  operations: readonly FoundOperation[],
): readonly FoundOperation[] {
  const roots = adjectives.map(stem);
  const methods = roots.flatMap((root) => acts.get(root) ?? []);
  const nouns = roots.filter((root) => !acts.has(root));
  const all = operations.filter(
    (operation) =>
      (methods.length === 0 || methods.includes(operation.method)) &&
      nouns.every((noun) => operation.words().has(noun)),
  );
  return nearest(all, roots);
}

function partOf(
  found: readonly FoundOperation[],
  operations: readonly FoundOperation[],
): readonly string[] | undefined {
  const isPart = found.length > 0 && found.length < operations.length;
  return isPart ? found.map(({ name }) => name) : undefined;
}

// "creating orders" is the one that says so rather than every POST below an order, where one does.
function nearest(
  found: readonly FoundOperation[],
  roots: readonly string[],
): readonly FoundOperation[] {
  if (roots.every((root) => acts.has(root))) return found;
  const said = preferred(found, (operation) =>
    roots.every((root) => !acts.has(root) || operation.words().has(root)),
  );
  return roots.some((root) => acts.has(root))
    ? preferred(said, ({ path }) => roots.includes(lastNoun(path)))
    : said;
}

function preferred<T>(all: readonly T[], holds: (one: T) => boolean): readonly T[] {
  const some = all.filter(holds);
  return some.length > 0 ? some : all;
}

function lastNoun(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  return stem((segments.at(-1) ?? '').toLowerCase());
}
