// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** JSON itself and whatever is built on it. */
export function isJson(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}

/** What is handed over as a string. */
export function isText(mediaType: string): boolean {
  const type = essence(mediaType);
  return (
    type.startsWith('text/') ||
    type.endsWith('+xml') ||
    [
      'application/xml',
      'application/x-www-form-urlencoded',
      'application/javascript',
      'application/x-ndjson',
    ].includes(type)
  );
}

/** Whether a declared type, perhaps with `*`, covers another. */
export function covers(declared: string, mediaType: string): boolean {
  const [kind, subtype] = essence(declared).split('/');
  const [wantedKind, wantedSubtype] = essence(mediaType).split('/');
  return (kind === '*' || kind === wantedKind) && (subtype === '*' || subtype === wantedSubtype);
}
