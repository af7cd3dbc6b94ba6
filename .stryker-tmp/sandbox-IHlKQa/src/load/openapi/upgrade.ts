// @ts-nocheck
import type { JsonObject } from '../../model/document.ts';
import { isObject, own, ownList, ownText } from '../../model/json.ts';

/** Turns OpenAPI 2.0 into 3.0; `why` where it cannot be done. Resolves no reference, so it reads and fetches nothing. */
export async function upgrade(
  document: JsonObject,
): Promise<{ root: JsonObject; why?: undefined } | { why: string }> {
  const swagger2openapi = await import('swagger2openapi');
  // It writes into what it is given, and refuses objects that stand in two places, as aliases and bundling make them.
  const copy: unknown = JSON.parse(JSON.stringify(withoutReferencedServers(document)));
  const options = { patch: true, warnOnly: true, resolveInternal: false, resolve: false };
  try {
    // The published types demand every option although each has a default.
    const result = await swagger2openapi.default.convertObj(copy as never, options);
    // It makes plain JSON from plain JSON.
    const root = result.openapi as unknown as JsonObject;
    return { root };
  } catch (error) {
    return { why: firstSentence(error) };
  }
}

// A host with a variable or path in it makes the converter throw; such an address is of no use either.
function withoutReferencedServers(document: JsonObject): JsonObject {
  const paths = own(document, 'paths');
  return {
    ...document,
    swagger: '2.0',
    info: own(document, 'info') ?? { title: ownText(document, 'title') ?? '', version: '' },
    paths: isObject(paths) ? paths : {},
    schemes: ownList(document, 'schemes').filter((scheme) => typeof scheme === 'string'),
  };
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : 'the conversion failed';
  return message.split('\n')[0]?.slice(0, 200) ?? message;
}
