// @ts-nocheck
import type { Request } from './arguments.ts';

type Writable = { -readonly [Key in keyof Request]: Request[Key] };

const valued: Readonly<Record<string, 'cwd' | 'out'>> = { '--cwd': 'cwd', '--out': 'out' };

const switches: Readonly<Record<string, (request: Writable) => void>> = {
  '--quiet': (request) => {
    request.quiet = true;
  },
  '--json': (request) => {
    request.json = true;
  },
  '--no-color': (request) => {
    request.color = false;
  },
  '--accept-infeasible': (request) => {
    request.acceptInfeasible = true;
  },
};

/**
 * Reads the plainest command lines of `build` and `check` without loading the parser; undefined for all others, which
 * `parseArguments` reads. Where both give a request, it is the same.
 */
export function plainArguments(argv: readonly string[]): Request | undefined {
  const [command, ...words] = argv;
  if (command !== 'build' && command !== 'check') return undefined;
  const files: string[] = [];
  const request: Writable = { ...nothingAsked, command, files };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith('-')) files.push(word);
    else if (!takeOption(word, words, request)) return undefined;
  }
  return files.length === 0 ? undefined : request;
}

// Takes the value of an option from the words behind it; false for what is not plain.
function takeOption(word: string, rest: string[], request: Writable): boolean {
  const key = valued[word];
  if (key === undefined) {
    const set = switches[word];
    set?.(request);
    return set !== undefined;
  }
  const value = rest.shift();
  if (value === undefined || value.startsWith('-')) return false;
  request[key] = value;
  return true;
}

const nothingAsked = {
  ids: [],
  allowHosts: [],
  yes: false,
  staged: false,
  watch: false,
  quiet: false,
  color: true,
  json: false,
  force: false,
  dryRun: false,
  acceptInfeasible: false,
};
