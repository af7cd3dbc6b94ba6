import ts from 'typescript';

/** What the code of a harmless output is made of: nothing else may appear, whatever the texts are. */
export interface Vocabulary {
  readonly kinds: ReadonlySet<ts.SyntaxKind>;
  /** Names that are used as values and declared nowhere in the file. */
  readonly globals: ReadonlySet<string>;
}

/** The vocabulary of some TypeScript files that were made from harmless texts. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const kinds = new Set<ts.SyntaxKind>();
  const globals = new Set<string>();
  for (const text of texts) {
    const file = parsed(text);
    for (const node of nodesOf(file)) kinds.add(node.kind);
    for (const name of globalsOf(file)) globals.add(name);
  }
  return { kinds, globals };
}

/** What is wrong with a generated TypeScript file: text of others that became code, a directive or something unseen. */
export function typescriptFaults(text: string, allowed: Vocabulary): readonly string[] {
  const file = parsed(text);
  const nodes = nodesOf(file);
  return [
    ...syntaxErrors(text),
    ...nodes
      .filter((node) => !allowed.kinds.has(node.kind) && !isPrototypeKey(node))
      .map((node) => `code of a kind that is never printed: ${node.getText(file)}`),
    ...globalsOf(file)
      .filter((name) => !allowed.globals.has(name))
      .map((name) => `a global that is never used: ${name}`),
    ...nodes
      .filter(ts.isIdentifier)
      .filter((name) => !isPlain(name))
      .map(({ text: name }) => `an identifier that is not plain: ${name}`),
    ...commentsOf(text).flatMap(commentFaults),
    ...(/[^\P{C}\n]|[\u2028\u2029]/u.test(text) ? ['an invisible character'] : []),
  ];
}

const plainName = /^[A-Za-z_$][\w$]*$/;
// Prettier takes the quotes off a key whose letters allow it.
const keyName = /^[\p{L}_$][\p{L}\p{M}\p{N}_$]*$/u;

function isPlain({ text, parent }: ts.Identifier): boolean {
  const isKey = ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent);
  // In a type it is a key like any other; in an object it would set the prototype.
  if (text === '__proto__') return ts.isPropertySignature(parent);
  return (isKey ? keyName : plainName).test(text);
}

function isPrototypeKey(node: ts.Node): boolean {
  return (
    ts.isComputedPropertyName(node) &&
    ts.isStringLiteral(node.expression) &&
    node.expression.text === '__proto__'
  );
}

function parsed(text: string): ts.SourceFile {
  return ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
}

function nodesOf(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [node];
  for (const next of found) next.forEachChild((child) => void found.push(child));
  return found;
}

function syntaxErrors(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

function globalsOf(file: ts.SourceFile): readonly string[] {
  const identifiers = nodesOf(file).filter(ts.isIdentifier);
  const declared = new Set(identifiers.filter(isDeclared).map(({ text }) => text));
  return identifiers
    .filter((name) => !isDeclared(name) && isValue(name) && !declared.has(name.text))
    .map(({ text }) => text);
}

function isDeclared(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isImportSpecifier(parent) || ts.isBindingElement(parent)) return true;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isTypeParameterDeclaration(parent)) &&
    parent.name === name
  );
}

/** Whether a name is looked up: no key, no property behind a dot, no type. */
function isValue(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isExpressionWithTypeArguments(parent)) return false;
  return !('name' in parent && parent.name === name);
}

function commentsOf(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, undefined, text);
  const found: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (
      kind === ts.SyntaxKind.SingleLineCommentTrivia ||
      kind === ts.SyntaxKind.MultiLineCommentTrivia
    )
      found.push(scanner.getTokenText());
  }
  return found;
}

/** The directives that TypeScript, bundlers and debuggers read in comments. */
function commentFaults(comment: string): readonly string[] {
  const isDirective =
    /^\/\/\//.test(comment) ||
    /^(?:\/|\*|\s)*@ts-/m.test(comment) ||
    /^(?:\/\/|\/\*)[#@]\s*source(?:Mapping)?URL/.test(comment);
  return isDirective ? [`a comment that is a directive: ${comment}`] : [];
}
