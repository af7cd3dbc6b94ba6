import type {
  CallCost,
  DocumentedLimit,
  DocumentedLimits,
  ThrottleSignal,
} from '../../model/documented-limit.ts';

/** The document of `limits --json`; a value that the text does not give is null. */
export function limitsJson(spec: string, found: DocumentedLimits): string {
  const document = {
    spec,
    limits: found.limits.map(limitJson),
    signals: found.signals.map(signalJson),
    reset_headers: found.resetHeaders.map(({ name, form, source }) => ({ name, form, source })),
    costs: found.costs.map(costJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The document of `limits --json` where the description cannot be read. */
export function unreadJson(spec: string, diagnostics: readonly { readonly at: object }[]): string {
  const told = diagnostics.map(({ at, ...diagnostic }) => ({ ...diagnostic, ...at }));
  return `${JSON.stringify({ spec, limits: [], diagnostics: told }, null, 2)}\n`;
}

function limitJson(limit: DocumentedLimit): object {
  const { requests, concurrent, points, burst, bytes, kind, resets, tier, scope, headers } = limit;
  return {
    requests,
    per_seconds: limit.perSeconds,
    concurrent,
    points,
    burst,
    bytes,
    kind,
    resets,
    tier,
    scope,
    applies_to: limit.appliesTo,
    retry_after: limit.retryAfter,
    headers,
    confidence: limit.confidence,
    source: limit.source,
  };
}

function signalJson({ status, appliesTo, isSure, source }: ThrottleSignal): object {
  return { status, applies_to: appliesTo, confidence: isSure ? 'high' : 'low', source };
}

function costJson({ points, appliesTo, source }: CallCost): object {
  return { points, applies_to: appliesTo, source };
}
