// @ts-nocheck
import { looksLikeSecret } from '../diagnostics/secret.ts';
import type { SourceDocument } from '../model/document.ts';
import { own, ownObject, ownText } from '../model/json.ts';

/** Local files that an integration.yaml names for its systems, as written; whether they can be read or not. */
export function namedFiles(integration: SourceDocument): readonly string[] {
  const systems = ownObject(integration.value, 'systems') ?? {};
  return Object.keys(systems).flatMap((id) =>
    ['spec', 'overlay']
      .map((key) => ownText(own(systems, id), key)?.trim() ?? '')
      .filter(
        (path) => path !== '' && !looksLikeSecret(path) && !/^[a-z][a-z0-9+.-]+:/i.test(path),
      ),
  );
}
