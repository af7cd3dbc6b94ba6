import type { Request } from './arguments.ts';

type Writable = { -readonly [Key in keyof Request]: Request[Key] };

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
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--cwd' || word === '--out') {
      const value = words[(index += 1)];
      if (value === undefined || value.startsWith('-')) return undefined;
      request[word === '--cwd' ? 'cwd' : 'out'] = value;
    } else if (!word.startsWith('-')) files.push(word);
    else if (Object.hasOwn(switches, word)) switches[word]?.(request);
    else return undefined;
  }
  return files.length === 0 ? undefined : request;
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
