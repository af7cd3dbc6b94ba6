import { readLimits } from '../../src/limits/read-limits.ts';
import type { JsonObject } from '../../src/model/document.ts';
import type { DocumentedLimit } from '../../src/model/documented-limit.ts';

/** A description whose introduction is a text. */
export function introducedBy(description: string): JsonObject {
  return { openapi: '3.1.0', info: { title: 'Sample', version: '1', description }, paths: {} };
}

/** The limits that an introduction states. */
export function limitsIn(description: string): readonly DocumentedLimit[] {
  return readLimits(introducedBy(description)).limits;
}

/** A limit in short: `60 per 60`, `5 at once`, `100 points per 1`. */
export function short({
  requests,
  points,
  bytes,
  concurrent,
  perSeconds,
}: DocumentedLimit): string {
  if (concurrent !== null) return `${concurrent} at once`;
  const unit = points !== null ? ' points' : bytes !== null ? ' bytes' : '';
  return `${requests ?? points ?? bytes ?? '?'}${unit} per ${perSeconds ?? '?'}`;
}
