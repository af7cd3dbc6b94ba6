// @ts-nocheck
import type { JsonObject } from './document.ts';
import type { Listing } from './pagination.ts';

export type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

/** An operation of an API description, as far as decisions and clients need it. */
export interface Operation {
  /** The operationId, or a name made from method and path where there is none. Unique in its description. */
  readonly id: string;
  readonly method: HttpMethod;
  /** The path template, `/v1/customers/{customer}`. */
  readonly path: string;
  /** JSON pointer of the operation in the description: `/paths/~1v1~1customers/post`. */
  readonly pointer: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly ApiResponse[];
  /** Alternatives (OR) of schemes that hold together (AND). An empty list: no credential is needed. */
  readonly security: readonly SecurityRequirement[];
  /** JSON pointer of them: at the operation, or at the top for all. */
  readonly securityPointer?: string;
  /** Base address of this operation where it differs from that of the description. */
  readonly server?: string;
  /** What a read shows of paging; absent where its answer holds no list. */
  readonly listing?: Listing;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly description?: string;
  readonly style:
    'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** The media type where the parameter has `content` instead of `schema`: its value is serialised by it. */
  readonly contentType?: string;
}

export interface RequestBody {
  readonly required: boolean;
  /** In the order of the description. */
  readonly contents: readonly BodyContent[];
}

export interface BodyContent {
  readonly mediaType: string;
  /** How each property of a form or multipart body is written; by property name. */
  readonly encoding: Readonly<Record<string, PropertyEncoding>>;
}

export interface PropertyEncoding {
  readonly contentType?: string;
  readonly style?: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface ApiResponse {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description?: string;
  /** Media types in the order of the description; empty: no body. */
  readonly mediaTypes: readonly string[];
  /** Header names as declared. */
  readonly headers: readonly string[];
}

/** Names of schemes that hold together (AND), with the scopes that each must grant. */
export type SecurityRequirement = readonly {
  readonly scheme: string;
  readonly scopes: readonly string[];
}[];

/** A security scheme of the description. */
export type SecurityScheme = { readonly id: string } & (
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly type: 'basic' }
  | { readonly type: 'bearer' }
  | { readonly type: 'oauth2'; readonly flows: readonly OAuthFlow[] }
  | { readonly type: 'openIdConnect'; readonly url: string }
  | { readonly type: 'mutualTLS' }
  /** An HTTP scheme that is none of the above: its registered name. */
  | { readonly type: 'http'; readonly scheme: string }
);

export interface OAuthFlow {
  readonly grant: 'authorizationCode' | 'clientCredentials' | 'password' | 'implicit';
  readonly tokenUrl?: string;
  readonly authorizationUrl?: string;
  readonly scopes: readonly string[];
}

/** What is left of an API description after pruning to what the integration uses; valid as OpenAPI 3.x. */
export interface ApiDescription {
  /** As written in integration.yaml. */
  readonly reference: string;
  readonly file: string;
  readonly version: string;
  readonly title: string;
  /** Base address, variables filled with their defaults; absent where the description names none. */
  readonly server?: string;
  /** JSON pointer of that address. */
  readonly serverPointer?: string;
  readonly operations: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** The pruned document, bundled, every reference local, hoisted to `components`. */
  readonly document: JsonObject;
  /** How many operations the whole description has. */
  readonly operationCount: number;
}
