// Lets Node import what the peers write: their TypeScript is meant for a bundler, with enums and with imports that
// bear no ending.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

/** From now on, TypeScript below a folder is compiled as it is imported, and its imports need no ending. */
export function loadTypeScriptOf(folderUrl: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      const guesses =
        specifier.startsWith('.') && context.parentURL?.startsWith(folderUrl) === true
          ? [specifier, `${specifier}.ts`, `${specifier}/index.ts`]
          : [specifier];
      for (const guess of guesses.slice(0, -1)) {
        try {
          return next(guess, context);
        } catch {
          // The next guess, or the error of the last, is what Node is told.
        }
      }
      return next(guesses.at(-1) ?? specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith(folderUrl) || !url.endsWith('.ts')) return next(url, context);
      const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), {
        compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
      });
      return { format: 'module', source: outputText, shortCircuit: true };
    },
  });
}
