// @ts-nocheck
import { paintFor } from '../diagnostics/paint.ts';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatDiagnostics, sortDiagnostics } from '../diagnostics/print.ts';
import { visible } from '../diagnostics/visible.ts';
import type { Request } from './arguments.ts';
import type { CommandReport, IntegrationReport } from './report.ts';
import { hasColor } from './streams.ts';
import type { Streams } from './streams.ts';

/** Prints diagnostics to standard error, and the report for people or as JSON to standard output. */
export function printReport(report: CommandReport, request: Request, streams: Streams): void {
  const color = hasColor(request, streams);
  const shown = report.integrations
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === 'error' || !request.quiet);
  if (shown.length > 0) streams.err(formatDiagnostics(sortDiagnostics(shown), { color }));
  if (request.json) streams.out(reportJson(report));
  else if (!request.quiet) streams.out(reportText(report, { color, dryRun: request.dryRun }));
}

/** The lines for people below the diagnostics: what was written, or what would be. */
function reportText(
  report: CommandReport,
  { color, dryRun }: { color: boolean; dryRun: boolean },
): string {
  const paint = paintFor(color);
  const lines = report.integrations.map((integration) => {
    const name = paint.bold(integration.file);
    const line = `${name}: ${summary(report, integration, dryRun)}`;
    return [line, ...condition(integration).map((reason) => `  ${visible(reason)}`)].join('\n');
  });
  const diffs = report.integrations.map(({ diff }) => diff ?? '').filter((diff) => diff !== '');
  return [...lines, ...diffs].map((line) => `${line.trimEnd()}\n`).join('');
}

/** The one JSON document of `--json`. */
function reportJson(report: CommandReport): string {
  const integrations = report.integrations.map(({ diagnostics, ...rest }) => ({
    ...rest,
    diagnostics: diagnostics.map(({ at, ...diagnostic }) => ({ ...diagnostic, ...at })),
  }));
  return `${JSON.stringify({ ...report, integrations }, null, 2)}\n`;
}

// A design that works only under a condition is not understood without it; an error has said it already.
function condition({ verdict, reason, diagnostics }: IntegrationReport): readonly string[] {
  const isTold = diagnostics.some(({ severity }) => severity === 'error');
  return verdict === 'feasible if' && reason !== undefined && !isTold ? [reason] : [];
}

function summary(report: CommandReport, integration: IntegrationReport, dryRun: boolean): string {
  const errors = integration.diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = integration.diagnostics.length - errors;
  const told = warnings === 0 ? '' : `, ${count(warnings, 'warning')}`;
  if (integration.output === undefined)
    return `${count(errors, 'error')}${told}; nothing was written`;
  const verdict = integration.verdict === undefined ? '' : `${integration.verdict}; `;
  if (report.command === 'check') return `${verdict}${checked(integration, errors)}${told}`;
  if (integration.diagnostics.some(isRefusal))
    return `${verdict}${count(errors, 'error')}${told}; nothing was written to ${integration.output}`;
  return `${verdict}${changed(integration, dryRun)} ${dryRun ? 'in' : 'to'} ${integration.output}${told}`;
}

// What is not staged was written all the same.
function isRefusal({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && code !== 'output/not-staged';
}

function checked({ output, created, updated, removed }: IntegrationReport, errors: number): string {
  if (errors === 0) return `${output ?? ''} is complete, current and unedited`;
  const stale = created.length + updated.length + removed.length;
  return stale === 0
    ? count(errors, 'error')
    : `${count(errors, 'error')}, ${output ?? ''} is not what build would write`;
}

function changed(
  { created, updated, edited, removed, unchanged, kept }: IntegrationReport,
  dryRun: boolean,
): string {
  const written = created.length + updated.length + edited.length;
  const verb = dryRun ? 'would write' : 'wrote';
  const parts = [`${verb} ${count(written, 'file')}`];
  if (removed.length > 0)
    parts.push(`${dryRun ? 'would remove' : 'removed'} ${count(removed.length, 'file')}`);
  if (unchanged.length > 0) parts.push(`${unchanged.length} unchanged`);
  if (kept.length > 0) parts.push(`${kept.length} of yours kept`);
  return parts.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
