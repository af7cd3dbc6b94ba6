declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
  import type { TLSSocket } from 'node:tls';

  /** What the tests use of the authorization server, which ships without types. */
  export interface Context {
    readonly oidc?: {
      readonly route?: string;
      readonly params?: Readonly<Record<string, unknown>>;
      readonly client?: { readonly clientId: string };
      readonly session?: { readonly accountId?: string };
    };
    readonly status: number;
    body: unknown;
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly path: string;
    /** Looked at where the server has TLS only. */
    readonly socket: TLSSocket;
  }
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    callback(): RequestListener;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
    ): Promise<void>;
    registerGrantType(
      name: string,
      handler: (context: Context) => Promise<void>,
      parameters: readonly string[],
    ): void;
    readonly Grant: new (properties: object) => {
      addOIDCScope(scope: string): void;
      save(): Promise<string>;
    };
    readonly AccessToken: new (properties: object) => { save(): Promise<string> };
    readonly ClientCredentials: new (properties: object) => { save(): Promise<string> };
  }
}
