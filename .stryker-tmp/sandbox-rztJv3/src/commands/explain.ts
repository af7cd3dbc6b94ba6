// @ts-nocheck
import type { Request } from '../cli/arguments.ts';
import type { ExitCode } from '../cli/report.ts';
import { hasColor } from '../cli/streams.ts';
import type { Streams } from '../cli/streams.ts';
import { formatDiagnostics } from '../diagnostics/print.ts';
import { compile, hasErrors } from './compile.ts';

/** `integ-gen explain`: prints the plan of a file, or decisions of it. */
export async function explain(request: Request, cwd: string, streams: Streams): Promise<ExitCode> {
  const file = (request.files[0] ?? '').replaceAll('\\', '/');
  const { plan, diagnostics } = await compile(file, cwd, request);
  // Warnings are for who builds; whoever asks for a reason wants the answer.
  const loud = diagnostics.filter(({ severity }) => severity === 'error');
  if (loud.length > 0) streams.err(formatDiagnostics(loud, { color: hasColor(request, streams) }));
  if (plan === undefined) return 1;
  const { explainPlan } = await import('../plan/explain.ts');
  const explained = explainPlan(plan, { ids: request.ids, json: request.json });
  if (explained.unknown.length > 0) {
    streams.err(explained.unknown.map((line) => `error: ${line}\n`).join(''));
    return 2;
  }
  streams.out(explained.text);
  return hasErrors(diagnostics) ? 1 : 0;
}
