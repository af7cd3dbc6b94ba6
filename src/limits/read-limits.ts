import type { JsonObject } from '../model/document.ts';
import type { DocumentedLimits } from '../model/documented-limit.ts';
import { costsOf } from './costs.ts';
import { declaredHeaders } from './declared-headers.ts';
import { headersOf } from './headers.ts';
import { merged } from './merge.ts';
import { operationsOf } from './operations.ts';
import { placesOf } from './places.ts';
import { readExtensions } from './read-extensions.ts';
import { readHeaderValues } from './read-header-values.ts';
import { readProse } from './read-prose.ts';
import { resetHeadersOf } from './reset-headers.ts';
import { signalsOf } from './signals.ts';

/** The limits that an API description states: OpenAPI 2.0 or 3.x, as written or upgraded. Never throws. */
export function readLimits(root: JsonObject): DocumentedLimits {
  const operations = operationsOf(root);
  const places = placesOf(root);
  const declared = declaredHeaders(root, operations);
  const findings = [
    ...readExtensions(root, operations),
    ...readHeaderValues(declared),
    ...places.flatMap((place) => readProse(place, operations)),
  ];
  return {
    limits: merged(findings, { operations, headers: headersOf(root, operations) }),
    signals: signalsOf(places),
    resetHeaders: resetHeadersOf(declared, places),
    costs: places.flatMap(costsOf),
  };
}
