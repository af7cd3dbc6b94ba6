// The modules of openapi-typescript that are used without its loader; it ships no types for them.
declare module 'openapi-typescript/dist/transform/index.mjs' {
  import type { Node } from 'typescript';
  export default function transformSchema(document: object, context: object): Node[];
}
declare module 'openapi-typescript/dist/lib/utils.mjs' {
  export function scanDiscriminators(document: object, options: object): object;
  export function resolveRef(document: object, ref: string, options: { silent: boolean }): unknown;
}
declare module 'openapi-typescript/dist/lib/ts.mjs' {
  import type { Node } from 'typescript';
  export function astToString(nodes: Node[]): string;
}
