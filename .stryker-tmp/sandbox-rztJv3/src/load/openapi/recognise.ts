// @ts-nocheck
import type { Json } from '../../model/document.ts';
import { own, ownText } from '../../model/json.ts';

/** What a document turns out to be. */
export type Recognised =
  | { readonly kind: 'openapi'; readonly version: string; readonly major: 2 | 3 }
  | { readonly kind: 'not-yet'; readonly what: string }
  | { readonly kind: 'unsupported'; readonly what: string };

/** Recognises a document that has been parsed. */
export function recognise(value: Json): Recognised {
  const openapi = versionText(own(value, 'openapi'));
  if (openapi !== undefined) return recogniseOpenApi(openapi);
  const swagger = versionText(own(value, 'swagger') ?? own(value, 'swaggerVersion'));
  if (swagger !== undefined) return recogniseSwagger(swagger);
  if (own(value, 'asyncapi') !== undefined) return { kind: 'not-yet', what: 'An AsyncAPI spec' };
  if (own(value, '__schema') !== undefined || own(own(value, 'data'), '__schema') !== undefined) {
    return { kind: 'not-yet', what: 'A GraphQL spec' };
  }
  return { kind: 'unsupported', what: otherKind(value) };
}

/** Recognises a text that need not be JSON or YAML, by the name of its file and its first words. */
export function recogniseText(
  text: string,
  file: string,
): Exclude<Recognised, { kind: 'openapi' }> | undefined {
  // No JSON is looked through: in many megabytes that takes as long as reading it.
  const isJson = /^\s*[{[]/.test(text);
  if (/\.(?:graphql|graphqls|gql)$/i.test(file) || (!isJson && graphqlWords.test(text))) {
    return { kind: 'not-yet', what: 'A GraphQL spec' };
  }
  if (text.startsWith('#%RAML')) return { kind: 'unsupported', what: 'a RAML document' };
  if (/^\s*</.test(text)) {
    return { kind: 'unsupported', what: 'an XML or HTML document, not an API description' };
  }
  if (/\.proto$/i.test(file)) return { kind: 'unsupported', what: 'a Protocol Buffers file' };
  return undefined;
}

const graphqlWords =
  /^(?:type|interface|enum|input|union|scalar|directive|extend|schema)[ \t]+(?:@?[A-Za-z_]\w*[^\n:]*)?[{=(]/m;

function versionText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  return undefined;
}

function recogniseOpenApi(version: string): Recognised {
  if (/^3\.[012](?:\.|$)/.test(version)) return { kind: 'openapi', version, major: 3 };
  return { kind: 'unsupported', what: `OpenAPI ${version}` };
}

function recogniseSwagger(version: string): Recognised {
  if (version.startsWith('2.')) return { kind: 'openapi', version, major: 2 };
  return { kind: 'unsupported', what: `Swagger ${version}` };
}

function otherKind(value: Json): string {
  const schema = ownText(own(value, 'info'), 'schema') ?? '';
  if (schema.includes('getpostman')) return 'a Postman collection';
  if (own(value, 'discoveryVersion') !== undefined) return 'a Google discovery document';
  if (own(value, 'paths') !== undefined) {
    return 'a document with paths but without the key "openapi" or "swagger"';
  }
  return 'not an API description: it has neither the key "openapi" nor "swagger"';
}
