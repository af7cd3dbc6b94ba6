/** How a system knows us, as declared; every secret is the name of one. */
export type Auth =
  | { readonly type: 'none' }
  | {
      readonly type: 'api_key';
      readonly in?: 'header' | 'query' | 'cookie';
      readonly name?: string;
      readonly secret?: string;
    }
  | {
      readonly type: 'basic';
      readonly secret?: string;
      readonly username?: string;
      readonly password?: string;
    }
  | { readonly type: 'bearer'; readonly secret?: string }
  | OAuth2
  | { readonly type: 'mtls'; readonly certificate?: string; readonly private_key?: string }
  | {
      readonly type: 'ssh_key';
      readonly username?: string;
      readonly private_key?: string;
      readonly host_key?: string;
    }
  | {
      readonly type: 'hmac';
      readonly secret?: string;
      readonly algorithm?: string;
      readonly header?: string;
      readonly signed?: string;
    }
  | { readonly type: 'pgp'; readonly public_key?: string }
  | {
      readonly type: 'aws_sigv4';
      readonly access_key?: string;
      readonly secret?: string;
      readonly region?: string;
      readonly service?: string;
    };

export interface OAuth2 {
  readonly type: 'oauth2';
  readonly grant?: 'client_credentials' | 'authorization_code' | 'jwt_bearer';
  readonly token_url?: string;
  readonly authorization_url?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly private_key?: string;
  readonly subject?: string;
  readonly audience?: string;
  readonly scopes?: readonly string[];
  /** Seconds. */
  readonly token_lifetime?: number;
  readonly refresh_token?: 'none' | 'static' | 'rotating';
  readonly sender_constraint?: 'none' | 'mtls' | 'dpop';
  readonly profile?: 'fapi2' | 'smart_backend_services';
  /** Seconds until a person consents again. */
  readonly consent?: number;
}
