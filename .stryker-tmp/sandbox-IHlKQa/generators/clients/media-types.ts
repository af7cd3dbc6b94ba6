/** How the runtime reads or writes a body of a media type. */
// @ts-nocheck

export type BodyForm = 'value' | 'fields' | 'text' | 'bytes' | 'any';

/** The form of an answer that comes as a whole: JSON becomes a value, text a string, everything else bytes. */
export function answerForm(mediaType: string): BodyForm {
  const type = essence(mediaType);
  if (isJson(type)) return 'value';
  if (type.includes('*')) return 'any';
  return isText(type) ? 'text' : 'bytes';
}

/** The form of a request: that of an answer, but for forms, whose fields are written one by one. */
export function requestForm(mediaType: string): BodyForm {
  const type = essence(mediaType);
  if (type.startsWith('multipart/')) return 'fields';
  if (type === 'application/x-www-form-urlencoded') return 'value';
  return answerForm(mediaType);
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

function isJson(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type.endsWith('+xml') || textTypes.has(type);
}

const textTypes: ReadonlySet<string> = new Set([
  'application/javascript',
  'application/x-ndjson',
  'application/x-www-form-urlencoded',
  'application/xml',
]);
