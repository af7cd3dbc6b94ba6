import type { ApiResponse, Operation } from '../../src/plan/system.ts';
import { answerForm, essence } from './media-types.ts';
import { acceptChoices } from './operation-types.ts';
import type { StreamKind } from './types/described-operation.ts';

/** What a caller can take: the media types of the declared answers, successes first. */
export function acceptDefinition(
  operation: Operation,
  streams: ReadonlyMap<string, StreamKind>,
): { readonly accept: string | undefined; readonly acceptErrors: readonly string[] | undefined } {
  const streamed = new Set([...streams.keys()].map(essence));
  const typesOf = (isSuccess: boolean): readonly string[] =>
    [...operation.responses]
      .sort(byStatus)
      .filter(({ status }) => status.startsWith('2') === isSuccess)
      .flatMap(({ mediaTypes }) => asked(mediaTypes, streamed))
      .filter((type) => /^[\x21-\x7e ]+$/.test(type));
  const errors = [...new Set(typesOf(false))];
  const all = [...new Set([...typesOf(true), ...errors])];
  const hasTypes = operation.responses.some(({ mediaTypes }) => mediaTypes.length > 0);
  const isChosen = acceptChoices(operation).length > 0 && errors.length > 0;
  return {
    accept: hasTypes ? all.join(', ') || '*/*' : undefined,
    acceptErrors: isChosen ? errors : undefined,
  };
}

// As the keys of an object stand: numbers first.
function byStatus(a: ApiResponse, b: ApiResponse): number {
  const rank = ({ status }: ApiResponse): number => (/^\d+$/.test(status) ? Number(status) : 1000);
  return rank(a) - rank(b);
}

// Where an answer comes as JSON too, only that is asked for and typed; a stream is the system's choice.
function asked(mediaTypes: readonly string[], streamed: ReadonlySet<string>): readonly string[] {
  const isJson = (type: string): boolean => answerForm(type) === 'value';
  return mediaTypes.some(isJson)
    ? mediaTypes.filter((type) => isJson(type) || streamed.has(essence(type)))
    : mediaTypes;
}
