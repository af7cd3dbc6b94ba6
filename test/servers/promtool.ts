import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, installLine, type DebianProgram } from './debian-program.ts';

// One program without a library; the package itself would start a server.
const program: DebianProgram = { name: 'promtool', packages: ['prometheus'], isUnpacked: true };

/** Why rules cannot be run here; absent where they can. */
export function whyNoPromtool(): string | undefined {
  return findProgram(program) === undefined
    ? `no promtool was found; install it: ${installLine(program)}`
    : undefined;
}

/** Runs Prometheus' own tool on files of these texts; what it printed, and whether it was content. */
export function promtool(
  parameters: readonly string[],
  files: Readonly<Record<string, string>>,
): { readonly isContent: boolean; readonly printed: string } {
  const binary = findProgram(program);
  if (binary === undefined) throw new Error(`No promtool here: ${installLine(program)}`);
  const folder = mkdtempSync(join(tmpdir(), 'integ-gen-promtool-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const printed = execFileSync(binary.path, parameters, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return { isContent: true, printed };
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    return { isContent: false, printed: `${stdout ?? ''}${stderr ?? ''}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
