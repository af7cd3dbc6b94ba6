/**
 * Where an integration.yaml may have its output, from its folder, without reading it as YAML: guesses, of which the
 * record in the directory says whether they are right.
 */
// @ts-nocheck

export function directoryHints(text: string): readonly string[] {
  const directory = /\bdirectory:[ \t]*["']?([^"'\s,}#]+)/.exec(text)?.[1];
  const name = /^integration:[ \t]*["']?([A-Za-z0-9._-]+)/m.exec(text)?.[1];
  return [
    ...(directory === undefined ? [] : [directory]),
    ...(name === undefined ? [] : [`integrations/${name}`]),
  ];
}
