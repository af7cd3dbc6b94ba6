/** A piece of TypeScript that was printed here: the only thing that `code` takes over as it is. */
// @ts-nocheck

class CodeText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Code = CodeText;

/** What may stand in a `code` template: code, and values that become literals. */
export type Printable =
  | Code
  | string
  | number
  | boolean
  | null
  | readonly Printable[]
  | { readonly [key: string]: Printable | undefined };

/**
 * Assembles TypeScript: `Code` is put in as it is, everything else as a literal. The indentation of
 * the template is removed, and lines of an inserted piece are indented as the line that it stands on.
 */
export function code(strings: TemplateStringsArray, ...values: readonly Printable[]): Code {
  let text = '';
  withoutMargin(strings).forEach((part, index) => {
    text = joined(text, part, values[index - 1]);
    const value = values[index];
    if (value !== undefined) text += indented(literal(value).text, indentationOf(text));
    else if (index < values.length) throw new Error('undefined cannot be printed as code.');
  });
  return new CodeText(text.replace(/^\n/, ''));
}

/** The literal of a value; a number must be finite, and only code is taken over as it is. */
export function literal(value: Printable): Code {
  if (value instanceof CodeText) return value;
  if (typeof value === 'string') return new CodeText(quoted(value));
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${String(value)} is not a finite number.`);
    return new CodeText(String(value));
  }
  if (typeof value !== 'object' || value === null) return new CodeText(String(value));
  return new CodeText(isList(value) ? listText(value) : objectText(value));
}

/** An identifier; a text that is none, or that means something else to the language, is refused. */
export function name(text: string): Code {
  if (!isName(text)) throw new Error(`${JSON.stringify(text)} is not a usable identifier.`);
  return new CodeText(text);
}

/** Whether a text can be declared as a name in a module in strict mode. */
export function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]{0,127}$/.test(text) && !reservedWords.has(text);
}

/** The key of a property: a name where it can be one, and never the prototype. */
export function propertyKey(key: string): Code {
  if (key === '__proto__') return new CodeText("['__proto__']");
  return new CodeText(/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key));
}

/** Pieces below each other; empty ones are left out. */
export function joinLines(parts: readonly Code[]): Code {
  return joinCode(parts, '\n');
}

/** Pieces with a separator between them; empty ones are left out. */
export function joinCode(parts: readonly Code[], separator: '\n' | '\n\n' | ', ' | ' | '): Code {
  const texts = parts.map(({ text }) => text).filter((text) => text !== '');
  return new CodeText(texts.join(separator));
}

/** Nothing: for pieces that are only sometimes there. */
export const noCode: Code = new CodeText('');

/** A comment that has been made safe; called by `docComment` and the head of a file alone. */
export function comment(lines: readonly string[], form: 'doc' | 'line'): Code {
  if (form === 'line') return new CodeText(lines.map((line) => `// ${line}`).join('\n'));
  if (lines.length === 1) return new CodeText(`/** ${lines[0] ?? ''} */`);
  return new CodeText(`/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`);
}

// A line that holds nothing but an empty piece is left out.
function joined(text: string, part: string, before: Printable | undefined): string {
  const isEmpty = before instanceof CodeText && before.text === '';
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (!isEmpty || line.trim() !== '' || !part.startsWith('\n')) return text + part;
  return text.slice(0, Math.max(text.lastIndexOf('\n'), 0)) + part;
}

const longestLine = 80;

function listText(values: readonly Printable[]): string {
  const items = values.map((value) => literal(value).text);
  const inline = `[${items.join(', ')}]`;
  if (isShort(inline)) return inline;
  return `[\n${items.map((item) => `  ${indented(item, '  ')},\n`).join('')}]`;
}

function objectText(value: { readonly [key: string]: Printable | undefined }): string {
  const items = Object.entries(value).flatMap(([key, child]) =>
    child === undefined ? [] : [`${propertyKey(key).text}: ${literal(child).text}`],
  );
  if (items.length === 0) return '{}';
  const inline = `{ ${items.join(', ')} }`;
  if (isShort(inline)) return inline;
  return `{\n${items.map((item) => `  ${indented(item, '  ')},\n`).join('')}}`;
}

function isShort(text: string): boolean {
  return text.length <= longestLine && !text.includes('\n');
}

// Array.isArray does not narrow a readonly array out of a union.
function isList(value: object): value is readonly Printable[] {
  return Array.isArray(value);
}

// JSON escapes quotes, backslashes, control characters and lone surrogates. On top of it: the quote that is
// used here, what ends a script in HTML, and characters that change how the source looks.
function quoted(text: string): string {
  const body = JSON.stringify(text).slice(1, -1);
  const quote = count(text, "'") > count(text, '"') ? '"' : "'";
  const requoted = body.replace(/\\(.)|'/gs, (token) => {
    if (token === '\\"') return quote === '"' ? token : '"';
    return token === "'" && quote === "'" ? "\\'" : token;
  });
  const safe = requoted
    .replaceAll('</', '\\u003c/')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => escaped(character));
  return `${quote}${safe}${quote}`;
}

function escaped(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

// A template is one object however often it is used.
const dedented = new WeakMap<TemplateStringsArray, readonly string[]>();

function withoutMargin(strings: TemplateStringsArray): readonly string[] {
  const known = dedented.get(strings);
  if (known !== undefined) return known;
  const margin = marginOf(strings);
  const parts = strings.map((part) => part.replaceAll(`\n${margin}`, '\n'));
  dedented.set(strings, parts);
  return parts;
}

function marginOf(strings: readonly string[]): string {
  const lines = strings.flatMap((part, index) => {
    const [, ...rest] = part.split('\n');
    return rest.filter(
      (line, at) => line.trim() !== '' || (at === rest.length - 1 && index < strings.length - 1),
    );
  });
  const margins = lines.map((line) => line.length - line.trimStart().length);
  return ' '.repeat(margins.length === 0 ? 0 : Math.min(...margins));
}

function indentationOf(text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return line.slice(0, line.length - line.trimStart().length);
}

function indented(text: string, indentation: string): string {
  return indentation === '' ? text : text.replace(/\n(?!\n)/g, `\n${indentation}`);
}

const reservedWords: ReadonlySet<string> = new Set(
  (
    'abstract any arguments as asserts async await bigint boolean break case catch class const constructor ' +
    'continue debugger declare default delete do else enum eval export extends false finally for from ' +
    'function get if implements import in infer instanceof interface is keyof let module namespace never ' +
    'new null number object of package private protected prototype public readonly require return set ' +
    'static string super switch symbol this throw true try type typeof undefined unique unknown using var ' +
    'void while with yield __proto__ globalThis NaN Infinity'
  ).split(' '),
);
