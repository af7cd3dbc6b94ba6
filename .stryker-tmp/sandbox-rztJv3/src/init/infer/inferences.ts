// @ts-nocheck
import type { Answers, SystemAnswer } from '../answers.ts';

/** A value of the drafted file that nobody had to say, and where it comes from. */
export interface Inference {
  /** Dotted path into the file. */
  readonly key: string;
  readonly value: string;
  readonly from: string;
}

/** What was inferred, in the order of the file. */
export function inferences(
  { name, systems }: Answers,
  proposed: { readonly name: string; readonly nameFrom: string },
): readonly Inference[] {
  const named = { key: 'integration', value: name, from: proposed.nameFrom };
  return [...(name === proposed.name ? [named] : []), ...systems.flatMap(ofSystem)];
}

function ofSystem({ id, description, api, login }: SystemAnswer): readonly Inference[] {
  if (api === undefined) return [];
  const { spec, server, descriptionPointer } = api;
  const path = `systems.${id}`;
  const title = descriptionPointer === undefined ? spec.file : `${spec.file}#${descriptionPointer}`;
  return [
    { key: path, value: id, from: title },
    { key: `${path}.description`, value: description, from: title },
    ...(server === undefined
      ? []
      : [{ key: `${path}.url`, value: server, from: `${spec.file}#/servers` }]),
    ...(login === undefined
      ? []
      : [
          {
            key: `${path}.auth`,
            value: login.words,
            from: `${spec.file}#/components/securitySchemes`,
          },
        ]),
  ];
}
