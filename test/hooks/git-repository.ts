import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;
// Each step of a hook starts the command anew: what Node compiled stays for the next.
const compiled = mkdtempSync(join(tmpdir(), 'integ-gen-compiled-'));
process.on('exit', () => {
  rmSync(compiled, { recursive: true, force: true });
});

/** What a command of git ended with, and all that it printed. */
export interface Ended {
  readonly exit: number | null;
  readonly printed: string;
}

/** A real repository of git in a temporary folder, with the package linked as npm links it. */
export interface GitRepository {
  readonly folder: string;
  write(path: string, text: string): void;
  git(...parameters: readonly string[]): Ended;
  /** Runs a line of a shell, as a step of CI does. */
  shell(line: string): Ended;
  /** Installs a line of a shell as the hook that git runs before a commit. */
  hook(line: string): void;
  remove(): void;
}

// Nothing of the machine's own configuration, and of a hook that may be running these tests, reaches in.
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  npm_config_offline: 'true',
  NODE_COMPILE_CACHE: compiled,
};

/** Makes an empty repository with one commit. */
export function gitRepository(): GitRepository {
  const folder = mkdtempSync(join(tmpdir(), 'integ-gen-git-'));
  const run = (command: string, parameters: readonly string[]): Ended => {
    const options = { cwd: folder, env: environment, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(command, parameters, options);
    return { exit: status, printed: `${stdout}${stderr}` };
  };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const git = (...parameters: readonly string[]): Ended => run('git', parameters);
  write('package.json', '{ "name": "team", "version": "1.0.0", "type": "module" }\n');
  write('.gitignore', 'node_modules/\n');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules/integ-gen'));
  symlinkSync('../integ-gen/bin/integ-gen.js', join(folder, 'node_modules/.bin/integ-gen'));
  git('init', '--quiet');
  git('config', 'user.email', 'team@example.com');
  git('config', 'user.name', 'Team');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'start');
  return {
    folder,
    write,
    git,
    shell: (line) => run('sh', ['-c', line]),
    hook: (line) => {
      const path = join(folder, '.git/hooks/pre-commit');
      write('.git/hooks/pre-commit', `#!/bin/sh\nPATH="node_modules/.bin:$PATH"\n${line}\n`);
      chmodSync(path, 0o755);
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
