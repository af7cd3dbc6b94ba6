// @ts-nocheck
import { serverOf } from '../../check/description/server.ts';
import { looksLikeSecret } from '../../diagnostics/secret.ts';
import type { SpecDocument } from '../../model/document.ts';
import { own, ownObject, ownText } from '../../model/json.ts';
import { freeId, systemId } from './ids.ts';
import { offeredOperations } from './offered-operation.ts';
import type { OfferedOperation } from './offered-operation.ts';
import { plainLine } from './plain-line.ts';

/** What an API description tells about a system. */
export interface Api {
  readonly spec: SpecDocument;
  /** Kebab-case, unique among the systems. */
  readonly id: string;
  readonly description: string;
  /** JSON pointer of what the description was taken from; absent where it was the name of the file. */
  readonly descriptionPointer?: string;
  /** Base address; absent where the description names none. */
  readonly server?: string;
  readonly operations: readonly OfferedOperation[];
  /** Names of the webhooks that it describes. */
  readonly events: readonly string[];
}

/** Reads from a description what a system needs to be written down; `taken` holds the ids that are in use. */
export function inferApi(spec: SpecDocument, taken: Set<string>): Api {
  const { root, reference } = spec;
  const title = plainLine(ownText(own(root, 'info'), 'title') ?? '');
  const server = serverOf(root);
  const host = server === undefined ? '' : new URL(server).hostname;
  const hasTitle = title !== '' && !looksLikeSecret(title);
  const description = hasTitle ? title : host === '' ? plainLine(reference) : host;
  const pointer = hasTitle ? '/info/title' : host === '' ? undefined : '/servers';
  return {
    spec,
    id: freeId(systemId({ title: hasTitle ? title : '', host, file: reference }), taken),
    description,
    ...(pointer === undefined ? {} : { descriptionPointer: pointer }),
    ...(server === undefined ? {} : { server }),
    operations: offeredOperations(spec),
    events: Object.keys(ownObject(root, 'webhooks') ?? {}).filter(
      (name) => name !== '' && plainLine(name) === name && !looksLikeSecret(name),
    ),
  };
}
