import { Command, CommanderError, Option } from 'commander';

/** What the user asked for on the command line. */
export interface Request {
  readonly command: 'build' | 'check' | 'explain' | 'init' | 'limits';
  /** Files and globs, as written; for `init` the specs, for `limits` the one spec. */
  readonly files: readonly string[];
  /** Ids of decisions, for `explain`. */
  readonly ids: readonly string[];
  readonly cwd?: string;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly json: boolean;
  readonly out?: string;
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly staged: boolean;
  readonly watch: boolean;
  readonly acceptInfeasible: boolean;
  /** Hosts from which specs may be fetched, as written. */
  readonly allowHosts: readonly string[];
  /** Ask nothing, for `init`. */
  readonly yes: boolean;
}

export type Parsed =
  | { readonly kind: 'request'; readonly request: Request }
  /** Help or version was asked for. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'usage'; readonly message: string }
  /** A command of a later version. */
  | { readonly kind: 'not-yet'; readonly what: string };

const laterCommands: readonly string[] = ['simulate', 'diagnose'];

/** Reads the command line; `version` is what `--version` prints. */
export function parseArguments(argv: readonly string[], version: string): Parsed {
  const later = laterThing(argv);
  if (later !== undefined) return { kind: 'not-yet', what: later };
  const text: string[] = [];
  const found: Request[] = [];
  const program = makeProgram(version, {
    print: (part) => text.push(part),
    found: (request) => found.push(request),
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text: text.join('') };
    return { kind: 'usage', message: text.join('').trim() };
  }
  const [request] = found;
  if (request === undefined) return { kind: 'usage', message: program.helpInformation().trim() };
  return { kind: 'request', request };
}

function laterThing(argv: readonly string[]): string | undefined {
  const command = argv.find((word) => !word.startsWith('-'));
  if (command !== undefined && laterCommands.includes(command)) return `The command "${command}"`;
  return undefined;
}

interface Sinks {
  readonly print: (text: string) => void;
  readonly found: (request: Request) => void;
}

function makeProgram(version: string, sinks: Sinks): Command {
  const program = new Command('integ-gen')
    .description(
      'Compiles an integration.yaml and the specs it names into a typed client, a resilience configuration and an architecture document.',
    )
    .version(version);
  addInit(program, sinks);
  addBuild(program, sinks);
  addCheck(program, sinks);
  addExplain(program, sinks);
  addLimits(program, sinks);
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeOut: sinks.print, writeErr: sinks.print });
  return program;
}

function withCommon(command: Command): Command {
  return command
    .option('--cwd <directory>', 'work in this directory')
    .option('--quiet', 'print errors only')
    .option('--no-color', 'print without colours')
    .option('--json', 'print one JSON document on standard output');
}

function compiling(command: Command): Command {
  return fetching(
    withCommon(command).option(
      '--accept-infeasible',
      'build although the arithmetic says that it cannot work',
    ),
  );
}

function fetching(command: Command): Command {
  return command.option(
    '--allow-host <host>',
    'fetch specs and what they refer to from this host, by https; may be repeated',
    (host: string, hosts: readonly string[]) => [...hosts, host],
    [],
  );
}

function addInit(program: Command, { found }: Sinks): void {
  withCommon(program.command('init'))
    .description('ask what cannot be inferred and write an integration.yaml')
    .argument('[spec...]', 'OpenAPI documents of the systems, the source first')
    .option('--yes', 'ask nothing: infer what the specs say and leave placeholders for the rest')
    .action((specs: string[], options: Options) => {
      found(toRequest('init', specs, options));
    });
}

function addBuild(program: Command, { found }: Sinks): void {
  compiling(program.command('build'))
    .description('check, decide and write; nothing is written if anything is wrong')
    .argument('<file...>', 'integration.yaml files or globs')
    .option('--out <directory>', 'write to this directory')
    .option('--force', 'overwrite generated files that were edited by hand')
    .addOption(new Option('--dry-run', 'show what would change and write nothing'))
    .addOption(
      new Option(
        '--staged',
        'for a pre-commit hook: fail (3) unless what was written is staged in git',
      ).conflicts(['dryRun']),
    )
    .addOption(
      new Option(
        '--watch',
        'build again whenever the file, a spec or the prettier configuration changes',
      ).conflicts(['json', 'staged']),
    )
    .action((files: string[], options: Options) => {
      found(toRequest('build', files, options));
    });
}

function addCheck(program: Command, { found }: Sinks): void {
  compiling(program.command('check'))
    .description(
      'say everything that build would say, and whether the output is complete, current and unedited',
    )
    .argument('<file...>', 'integration.yaml files or globs')
    .option('--out <directory>', 'compare with this directory')
    .action((files: string[], options: Options) => {
      found(toRequest('check', files, options));
    });
}

function addExplain(program: Command, { found }: Sinks): void {
  compiling(program.command('explain'))
    .description(
      'print the plan as a tree, or decisions with their sources, arithmetic and dependents',
    )
    .argument('<file>', 'an integration.yaml')
    .argument('[id...]', 'ids of decisions')
    .action((file: string, ids: string[], options: Options) => {
      found({ ...toRequest('explain', [file], options), ids });
    });
}

function addLimits(program: Command, { found }: Sinks): void {
  fetching(withCommon(program.command('limits')))
    .description(
      'print the limits that an API description documents, with the words that state them',
    )
    .argument('<spec>', 'an OpenAPI document')
    .action((spec: string, options: Options) => {
      found(toRequest('limits', [spec], options));
    });
}

interface Options {
  readonly cwd?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly staged?: boolean;
  readonly watch?: boolean;
  readonly acceptInfeasible?: boolean;
  readonly allowHost?: readonly string[];
  readonly yes?: boolean;
}

function toRequest(
  command: Request['command'],
  files: readonly string[],
  options: Options,
): Request {
  return {
    command,
    files,
    ids: [],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.out === undefined ? {} : { out: options.out }),
    quiet: options.quiet === true,
    color: options.color,
    json: options.json === true,
    force: options.force === true,
    dryRun: options.dryRun === true,
    staged: options.staged === true,
    watch: options.watch === true,
    acceptInfeasible: options.acceptInfeasible === true,
    allowHosts: options.allowHost ?? [],
    yes: options.yes === true,
  };
}
