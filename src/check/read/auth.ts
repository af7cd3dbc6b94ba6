import type { Auth } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { Place } from '../../model/place.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { duration, oneOf, read, readWords, words } from './value.ts';

type Credential = Auth & { readonly rotateEverySeconds?: number; readonly at: Place };

/** One credential, or a list of those that hold together. */
export function readAuth(node: Node | undefined): System['auth'] {
  if (node === undefined) return undefined;
  return declared(
    node,
    node.items().flatMap((item) => readCredential(item) ?? []),
  );
}

function readCredential(node: Node): Credential | undefined {
  const type = read(node.child('type'), oneOf(...types));
  if (type === undefined) return undefined;
  const rotateEverySeconds = read(node.child('rotate_every'), duration);
  return present({ ...readers[type](node), rotateEverySeconds, at: node.at });
}

const readers: { readonly [Type in Auth['type']]: (node: Node) => Extract<Auth, { type: Type }> } =
  {
    none: () => ({ type: 'none' }),
    api_key: (node) =>
      present({
        type: 'api_key' as const,
        in: read(node.child('in'), oneOf('header', 'query', 'cookie')),
        name: text(node, 'name'),
        secret: text(node, 'secret'),
      }),
    basic: (node) =>
      present({
        type: 'basic' as const,
        secret: text(node, 'secret'),
        username: text(node, 'username'),
        password: text(node, 'password'),
      }),
    bearer: (node) => present({ type: 'bearer' as const, secret: text(node, 'secret') }),
    oauth2: readOAuth2,
    mtls: (node) =>
      present({
        type: 'mtls' as const,
        certificate: text(node, 'certificate'),
        private_key: text(node, 'private_key'),
      }),
    ssh_key: (node) =>
      present({
        type: 'ssh_key' as const,
        username: text(node, 'username'),
        private_key: text(node, 'private_key'),
        host_key: text(node, 'host_key'),
      }),
    hmac: (node) =>
      present({
        type: 'hmac' as const,
        secret: text(node, 'secret'),
        algorithm: text(node, 'algorithm'),
        header: text(node, 'header'),
        signed:
          node.child('signed') === undefined
            ? undefined
            : readWords(node.child('signed')).join(', '),
      }),
    pgp: (node) => present({ type: 'pgp' as const, public_key: text(node, 'public_key') }),
    aws_sigv4: (node) =>
      present({
        type: 'aws_sigv4' as const,
        access_key: text(node, 'access_key'),
        secret: text(node, 'secret'),
        region: text(node, 'region'),
        service: text(node, 'service'),
      }),
  };

// The keys of a record over all types are the types.
const types = Object.keys(readers) as readonly Auth['type'][];

function readOAuth2(node: Node): Extract<Auth, { type: 'oauth2' }> {
  const scopes = node.child('scopes');
  return present({
    type: 'oauth2' as const,
    grant: read(
      node.child('grant'),
      oneOf('client_credentials', 'authorization_code', 'jwt_bearer'),
    ),
    token_url: text(node, 'token_url'),
    authorization_url: text(node, 'authorization_url'),
    client_id: text(node, 'client_id'),
    client_secret: text(node, 'client_secret'),
    private_key: text(node, 'private_key'),
    subject: text(node, 'subject'),
    audience: text(node, 'audience'),
    scopes: scopes === undefined ? undefined : readWords(scopes),
    token_lifetime: read(node.child('token_lifetime'), duration),
    refresh_token: read(node.child('refresh_token'), oneOf('none', 'static', 'rotating')),
    sender_constraint: read(node.child('sender_constraint'), oneOf('none', 'mtls', 'dpop')),
    profile: read(node.child('profile'), oneOf('fapi2', 'smart_backend_services')),
    consent: read(node.child('consent'), duration),
  });
}

function text(node: Node, key: string): string | undefined {
  return read(node.child(key), words);
}
