import type {
  DocumentedLimit,
  DocumentedLimits,
  ThrottleSignal,
} from '../../model/documented-limit.ts';

/** The document of `limits --json`: `{ spec, limits, signals }`; a value that the text does not give is null. */
export function limitsJson(spec: string, { limits, signals }: DocumentedLimits): string {
  const document = { spec, limits: limits.map(limitJson), signals: signals.map(signalJson) };
  return `${JSON.stringify(document, null, 2)}\n`;
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

function signalJson({ status, appliesTo, source }: ThrottleSignal): object {
  return { status, applies_to: appliesTo, source };
}
