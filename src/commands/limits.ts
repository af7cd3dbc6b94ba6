import type { Request } from '../cli/arguments.ts';
import type { ExitCode } from '../cli/report.ts';
import { hasColor } from '../cli/streams.ts';
import type { Streams } from '../cli/streams.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../diagnostics/print.ts';
import { visible } from '../diagnostics/visible.ts';
import { allowedHosts } from './allowed-hosts.ts';

/** `integ-gen limits`: prints the limits that an API description documents. */
export async function limits(request: Request, cwd: string, streams: Streams): Promise<ExitCode> {
  const spec = (request.files[0] ?? '').replaceAll('\\', '/');
  const [{ loadSpec }, { internet }] = await Promise.all([
    import('../load/spec.ts'),
    import('../load/remote/network.ts'),
  ]);
  const loaded = await loadSpec({
    baseDirectory: cwd,
    reference: spec,
    at: { file: spec, line: 1, column: 1 },
    remote: { allowHosts: allowedHosts(request.allowHosts), network: internet },
    asWritten: true,
  });
  const { value } = loaded;
  const diagnostics = loaded.diagnostics.map(fromCommandLine);
  const loud = diagnostics.filter(({ severity }) => severity === 'error' || !request.quiet);
  if (loud.length > 0) streams.err(formatDiagnostics(loud, { color: hasColor(request, streams) }));
  if (value === undefined) {
    if (request.json) {
      const { unreadJson } = await import('../limits/print/json.ts');
      streams.out(unreadJson(spec, diagnostics));
    }
    return 1;
  }
  const { readLimits } = await import('../limits/read-limits.ts');
  const found = readLimits(value.root);
  if (request.json) {
    const { limitsJson } = await import('../limits/print/json.ts');
    streams.out(limitsJson(spec, found));
    return 0;
  }
  const { limitsText } = await import('../limits/print/text.ts');
  const lines = limitsText(spec, found).split('\n');
  streams.out(lines.map(visible).join('\n'));
  return 0;
}

// No integration.yaml names the description here; the command line does.
function fromCommandLine(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.code !== 'spec/unreadable' || diagnostic.fix.includes('address'))
    return diagnostic;
  return {
    ...diagnostic,
    fix: 'Correct the path; it is relative to the working directory, or to --cwd.',
  };
}
