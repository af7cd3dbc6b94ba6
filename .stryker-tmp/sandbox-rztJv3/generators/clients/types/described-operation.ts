// @ts-nocheck
import { own, ownObject } from '../../../src/plan/description.ts';
import type { JsonObject } from '../../../src/plan/description.ts';
import { streamForm, streamedTypes } from '../../../src/plan/streams.ts';
import type { Parameter } from '../../../src/plan/system.ts';
import { sentParameters } from '../definition.ts';
import { answerForm, requestForm } from '../media-types.ts';
import type { OperationSubject } from '../subject.ts';
import type { Root } from './components.ts';
import { callbacksOf, inboundRoots, type InboundRequest } from './inbound.ts';
import { itemSchema } from './stream-item.ts';
import { contentsOf, parametersOf, type Content, type DescribedParameter } from './contents.ts';

/** An operation with the schemas of what it takes and answers. */
export interface DescribedOperation {
  readonly id: string;
  /** First part of the names of its types: `ListCustomers`. */
  readonly type: string;
  readonly groups: readonly {
    readonly in: Parameter['in'];
    readonly parameters: readonly DescribedParameter[];
  }[];
  readonly bodies: readonly Content[];
  readonly callbacks: readonly InboundRequest[];
  readonly answers: readonly {
    readonly status: string;
    readonly words: string;
    readonly contents: readonly Content[];
  }[];
  /** How the answers that come bit by bit are read, by media type as it is written. */
  readonly streams: ReadonlyMap<string, StreamKind>;
}

/** Events whose data is JSON or text, or one JSON value a line. */
export type StreamKind = 'jsonEvents' | 'textEvents' | 'jsonLines';

const places = ['path', 'query', 'header', 'cookie'] as const;

/** Reads the schemas of an operation; only those of bodies that are values, others are text or bytes. */
export function describeOperation(
  document: JsonObject,
  subject: OperationSubject,
): DescribedOperation {
  const { operation, typeName } = subject;
  const node = ownObject(ownObject(ownObject(document, 'paths'), operation.path), operation.method);
  const sent = new Set(sentParameters(subject).map(({ in: place, name }) => `${place}\n${name}`));
  const parameters = parametersOf(document, node).filter(({ in: place, name }) =>
    sent.has(`${place}\n${name}`),
  );
  const responses = ownObject(node, 'responses');
  const streamed = new Set(streamedTypes(operation));
  const answers = operation.responses.map(({ status, description = '' }) => ({
    status,
    words: description,
    contents: contentsOf(document, own(responses, status)).flatMap((content) =>
      streamed.has(content.mediaType)
        ? streamedContent(document, content)
        : isTyped(answerForm(content.mediaType))
          ? [content]
          : [],
    ),
  }));
  return {
    id: operation.id,
    type: typeName,
    groups: places.flatMap((place) => {
      const found = parameters.filter((parameter) => parameter.in === place);
      return found.length === 0 ? [] : [{ in: place, parameters: found }];
    }),
    bodies: contentsOf(document, own(node, 'requestBody')).filter(({ mediaType }) =>
      isTyped(requestForm(mediaType)),
    ),
    callbacks: callbacksOf(document, { id: operation.id, typeName, node }),
    answers,
    streams: new Map(
      [...streamed].map((mediaType) => {
        const isJson = answers.some(({ contents }) =>
          contents.some((content) => content.mediaType === mediaType),
        );
        const isLines = streamForm(mediaType) === 'lines';
        return [mediaType, isLines ? 'jsonLines' : isJson ? 'jsonEvents' : 'textEvents'] as const;
      }),
    ),
  };
}

/** The content of a stream with the schema of one of its values; nothing where they are text. */
function streamedContent(document: JsonObject, content: Content): readonly Content[] {
  const schema = itemSchema(document, content);
  return schema === undefined ? [] : [{ ...content, schema }];
}

function isTyped(form: string): boolean {
  return form === 'value' || form === 'fields' || form === 'any';
}

/** The schemas from which all types of an operation are reached. */
export function rootsOf({
  groups,
  bodies,
  answers,
  callbacks,
}: DescribedOperation): readonly Root[] {
  return [
    ...groups.flatMap(({ parameters }) => parameters).map(({ schema }) => sent(schema)),
    ...bodies.map(({ schema }) => sent(schema)),
    ...answers
      .flatMap(({ contents }) => contents)
      .map(({ schema }): Root => ({ schema, direction: 'received' })),
    ...callbacks.flatMap(inboundRoots),
  ];
}

function sent(schema: Root['schema']): Root {
  return { schema, direction: 'sent' };
}
