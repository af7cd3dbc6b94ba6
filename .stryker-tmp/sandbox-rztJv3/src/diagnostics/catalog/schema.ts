// @ts-nocheck
import { entry } from './entry.ts';

const mostListed = 12;

/** Keys that a mapping does not know, or lacks. */
export const keyDiagnostics = {
  'key/missing': entry<{ where: string; keys: readonly string[]; example?: string }>({
    severity: 'error',
    message: (p) => `${p.where} lacks ${listed(p.keys, 'and')}.`,
    fix: (p) =>
      p.example === undefined
        ? `Add ${listed(p.keys, 'and')}.`
        : `Add ${listed(p.keys, 'and')}, for example ${p.example}.`,
  }),
  'key/missing-one-of': entry<{ where: string; choices: readonly string[] }>({
    severity: 'error',
    message: (p) => `${p.where} has none of ${listed(p.choices, 'and')}.`,
    fix: (p) => `Add ${listed(p.choices, 'or')}.`,
  }),
  'key/not-a-name': entry<{ where: string; key: string; form: string }>({
    severity: 'error',
    message: (p) => `"${p.key}" in ${p.where} is not a name that can be used.`,
    fix: (p) => p.form,
  }),
  'key/unknown': entry<{
    where: string;
    key: string;
    nearest?: string;
    known: readonly string[];
  }>({
    severity: 'error',
    message: (p) => `${p.where} has no key "${p.key}".`,
    fix: (p) =>
      p.nearest === undefined
        ? `Remove it, or use ${listed(p.known.slice(0, mostListed), 'or')}${p.known.length > mostListed ? ' or another key of the schema' : ''}.`
        : `Use "${p.nearest}", or remove it.`,
  }),
};

/** Values of secrets where only their names belong; no parameter holds the value. */
export const secretDiagnostics = {
  'secret/value': entry<{ where: string; isName: boolean }>({
    severity: 'error',
    message: (p) =>
      p.isName
        ? `${p.where} holds something that is not the name of a secret; it is not repeated here in case it is one.`
        : `${p.where} looks as if it held the value of a secret; it is not repeated here.`,
    fix: () =>
      'Write a name such as LEDGER_API_KEY (capitals, digits, underscores), keep the value in the secret store or the environment, and replace a secret that was committed.',
  }),
};

/** Values of another kind or form than the key takes. */
export const valueDiagnostics = {
  'value/empty': entry<{ where: string; takes: string }>({
    severity: 'error',
    message: (p) => `${p.where} is empty.`,
    fix: (p) => `Write ${p.takes}, or remove the key.`,
  }),
  'value/order': entry<{ less: string; more: string }>({
    severity: 'error',
    message: (p) => `${p.less} is more than ${p.more}.`,
    fix: () => 'Correct one of the two.',
  }),
  'value/out-of-range': entry<{ where: string; found: string; range: string }>({
    severity: 'error',
    message: (p) => `${p.where} is ${p.found}; it takes ${p.range}.`,
    fix: (p) => `Write ${p.range}.`,
  }),
  'value/unknown': entry<{ what: string }>({
    severity: 'warning',
    message: () => 'Nobody knows this value, so it is planned as if the key were left out.',
    fix: (p) => `Ask for it, and write ${p.what}.`,
  }),
  'value/unknown-word': entry<{
    where: string;
    found: string;
    nearest?: string;
    takes: string;
  }>({
    severity: 'error',
    message: (p) => `${p.where} cannot be "${p.found}".`,
    fix: (p) => (p.nearest === undefined ? `Write ${p.takes}.` : `Write "${p.nearest}".`),
  }),
  'value/unknown-zone': entry<{ zone: string }>({
    severity: 'error',
    message: (p) => `"${p.zone}" is not a time zone.`,
    fix: () => 'Write a name of the IANA database, for example Europe/Berlin, or UTC.',
  }),
  'value/unreadable': entry<{ text: string; what: string; example: string }>({
    severity: 'error',
    message: (p) => `${p.text} is not ${p.what}.`,
    fix: (p) => `Write ${p.example}.`,
  }),
  'value/wrong-form': entry<{ where: string; found: string; takes: string }>({
    severity: 'error',
    message: (p) => `${p.where} cannot be read: ${p.found}.`,
    fix: (p) => `Write ${p.takes}.`,
  }),
  'value/wrong-type': entry<{ where: string; found: string; takes: string }>({
    severity: 'error',
    message: (p) => `${p.where} is ${p.found}, which is not what it takes.`,
    fix: (p) => `Write ${p.takes}.`,
  }),
};

function listed(words: readonly string[], last: 'and' | 'or'): string {
  const quoted = words.map((word) => (word.startsWith('"') ? word : `"${word}"`));
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1) ?? ''}`;
}
