/** Names that a file of the user's does not export although generated files import them. */
// @ts-nocheck

export function notExported(names: readonly string[], text: string): readonly string[] {
  return names.filter((name) => !isExported(name, text));
}

// A look and no parse: it only has to see what a compiler would miss, and `export *` may bring anything.
function isExported(name: string, text: string): boolean {
  const word = `${name.replaceAll('$', '\\$')}(?![\\p{ID_Continue}$])`;
  const keyword = '(?:declare\\s+|abstract\\s+)*(?:interface|type|class|enum|const)';
  const declared = new RegExp(`\\bexport\\s+${keyword}\\s+${word}`, 'u');
  const listed = new RegExp(`\\bexport\\s+(?:type\\s+)?\\{(?:[^}]*[\\s,{])?${word}`, 'u');
  return declared.test(text) || listed.test(text) || /\bexport\s+(?:type\s+)?\*/.test(text);
}
