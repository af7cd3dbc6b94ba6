// @ts-nocheck
import type { Operation } from './operation.ts';

/** How an answer that comes bit by bit is cut: into server-sent events, or into lines of JSON. */
export type StreamForm = 'events' | 'lines';

const forms: ReadonlyMap<string, StreamForm> = new Map([
  ['text/event-stream', 'events'],
  ['application/jsonl', 'lines'],
  ['application/x-jsonlines', 'lines'],
  ['application/x-ndjson', 'lines'],
]);

/** The form of a media type whose answers come bit by bit; undefined where they come as a whole. */
export function streamForm(mediaType: string): StreamForm | undefined {
  return forms.get((mediaType.split(';')[0] ?? '').trim().toLowerCase());
}

/** The media types in which the successes of an operation may come bit by bit, as they are written. */
export function streamedTypes({ responses }: Operation): readonly string[] {
  const hasSuccess = responses.some(({ status }) => status.startsWith('2'));
  const successes = responses.filter(
    ({ status }) => status.startsWith('2') || (status === 'default' && !hasSuccess),
  );
  const types = successes.flatMap(({ mediaTypes }) => mediaTypes);
  return [...new Set(types)].filter((type) => streamForm(type) !== undefined);
}
