// @ts-nocheck
import { join, resolve } from 'node:path';

import type { Request } from '../cli/arguments.ts';
import { printInit } from '../cli/print-init.ts';
import type { InitReport } from '../cli/print-init.ts';
import type { ExitCode } from '../cli/report.ts';
import { hasColor } from '../cli/streams.ts';
import type { Keyboard, Streams } from '../cli/streams.ts';
import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Asker } from '../init/ask/asker.ts';

const file = 'integration.yaml';
const start = { file, line: 1, column: 1 };

/** `integ-gen init`: drafts an integration.yaml from answers and from what the specs say, and writes it where none is. */
export async function init(request: Request, streams: Streams): Promise<ExitCode> {
  const keyboard = request.yes ? undefined : keyboardOf(streams);
  if (keyboard === undefined && !request.yes) {
    streams.err(
      'error: init asks questions, and nobody can answer here. Run it in a terminal, or with --yes to be asked nothing.\n',
    );
    return 2;
  }
  const report = await draft(request, keyboard, hasColor(request, streams));
  if (report === 'cancelled') {
    streams.err('Nothing was written.\n');
    // As a shell reports a program that Ctrl-C ended.
    return 130;
  }
  printInit(report, request, streams);
  return report.exitCode;
}

function keyboardOf({ env, keyboard }: Streams): Keyboard | undefined {
  return (env['CI'] ?? '') === '' ? keyboard?.() : undefined;
}

async function draft(
  request: Request,
  keyboard: Keyboard | undefined,
  color: boolean,
): Promise<InitReport | 'cancelled'> {
  const cwd = resolve(request.cwd ?? '.');
  const { surroundings } = await import('../load/surroundings.ts');
  const around = await surroundings(cwd, { specs: request.files.length === 0 });
  // Before the first question, so that nobody answers in vain.
  if (around.hasIntegration) return refused([diagnose('init/exists', { file }, start)]);
  const stage = await import('../init/init.ts');
  const { Cancelled } = await import('../init/ask/asker.ts');
  const asker = await askerAt(keyboard, color);
  try {
    const { value, diagnostics } = await stage.init({
      cwd,
      specs: request.files,
      around,
      ...asker,
    });
    if (value === undefined) return refused(diagnostics);
    const fault = await create(join(cwd, file), value.text);
    if (fault !== undefined) return refused([fault]);
    const { integration, systems, flows, inferred } = value;
    const install = !around.hasSchema;
    const drafted = { integration, systems, flows, inferred, install };
    return { exitCode: 0, file, drafted, diagnostics };
  } catch (error) {
    if (error instanceof Cancelled) return 'cancelled';
    throw error;
  }
}

async function askerAt(keyboard: Keyboard | undefined, color: boolean): Promise<{ asker?: Asker }> {
  if (keyboard === undefined) return {};
  const { terminalAsker } = await import('../init/ask/terminal-asker.ts');
  return { asker: await terminalAsker({ ...keyboard, color }) };
}

async function create(path: string, text: string): Promise<Diagnostic | undefined> {
  const { createFile } = await import('../write/create-file.ts');
  const fault = await createFile(path, text);
  if (fault === undefined) return undefined;
  return fault.exists
    ? diagnose('init/exists', { file }, start)
    : diagnose('init/not-writable', { file, why: fault.why }, start);
}

function refused(diagnostics: readonly Diagnostic[]): InitReport {
  // 3 as everywhere: what is the user's own stands in the way.
  const stands = diagnostics.some(({ code }) => code === 'init/exists');
  return { exitCode: stands ? 3 : 1, file, diagnostics };
}
