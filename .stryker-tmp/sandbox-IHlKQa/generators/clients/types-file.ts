// @ts-nocheck
import type { EmittedFile } from '../../src/emit/emitter.ts';
import { tsFile } from '../../src/emit/ts-file.ts';
import type { ClientSubject } from './subject.ts';

/** `types.ts` of a system: what its operations take and answer, printed as it shall stand. */
export function typesFile({ names, source, types }: ClientSubject): EmittedFile {
  return tsFile({ path: names.types, source, format: false }, (file) => {
    for (const declaration of types.declarations) file.add(declaration);
  });
}
