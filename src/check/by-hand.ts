import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Auth } from '../model/auth.ts';
import type { Flow, Integration, System, SystemKind, Trigger } from '../model/integration.ts';
import { oauthUse } from '../model/oauth.ts';
import type { Place } from '../model/place.ts';

/** What is planned and documented, but whose code the user writes for now. */
interface ByHand {
  /** Ends where the name of the system follows. */
  readonly what: string;
  readonly advice: string;
}

const flowParts: Readonly<Record<Trigger['kind'], string>> = {
  event: 'receiver, inbox, worker and dead letters',
  poll: 'poller with its cursor, worker and dead letters',
  call: 'fallback and re-check around the call',
  schedule: 'job and its timetable',
  changes: 'outbox, relay, worker and dead letters',
};

const credentials: Readonly<Partial<Record<Auth['type'], ByHand>>> = {
  oauth2: {
    what: 'Getting and renewing OAuth 2.0 tokens for',
    advice:
      'Say `grant` and `token_url` (and `authorization_url` where a person consents), and it is generated; or get the token in code of your own and give it to the client as the secret that index.ts names for it.',
  },
  mtls: {
    what: 'Presenting a client certificate (mTLS) to',
    advice: 'Give the client a host whose fetch presents the certificate.',
  },
  ssh_key: {
    what: 'Logging in with an SSH key at',
    advice: 'Log in inside the handler of the port, and check the host key.',
  },
  hmac: {
    what: 'Signing requests with HMAC for',
    advice: 'Give the client a host whose fetch signs each request.',
  },
  pgp: {
    what: 'Encrypting with PGP for',
    advice: 'Encrypt inside the handler of the port, before anything leaves.',
  },
  aws_sigv4: {
    what: 'Signing requests with AWS Signature Version 4 for',
    advice: 'Give the client a host whose fetch signs each request.',
  },
};

const kinds: Readonly<Partial<Record<SystemKind, ByHand>>> = {
  sftp: {
    what: 'Transfer by SFTP with',
    advice: 'Write the transfer in the handler of the port.',
  },
  file: {
    what: 'Reading and writing the files of',
    advice: 'Write the file access in the handler of the port.',
  },
  graphql: {
    what: 'Sending GraphQL operations to',
    advice: 'Send them in the handler of the port, and read `errors` of an answer with status 200.',
  },
  websocket: {
    what: 'Holding the WebSocket of',
    advice: 'Open it in code of your own; ARCHITECTURE.md says how it is renewed and resumed.',
  },
  queue: {
    what: 'Consuming and publishing messages of',
    advice: 'Use the client of the broker; acknowledge after storing, wait for its confirmation.',
  },
  mqtt: {
    what: 'Subscribing and publishing at the MQTT broker of',
    advice: 'Use an MQTT client with a persistent session and QoS 1.',
  },
  webhook: {
    what: 'Signing, addressing and scheduling the webhooks to',
    advice:
      'Write the sender in the handler of the port: ARCHITECTURE.md says how addresses are checked, what is signed and when it is sent again.',
  },
  database: {
    what: 'Reading and writing the database of',
    advice: 'Write the statements in the handler of the port.',
  },
};

const tenantsOfPort: ByHand = {
  what: 'Acting for each tenant of',
  advice:
    'Take the tenant from the item in the handler of the port, with a credential and a limiter for each.',
};

const environments: ByHand = {
  what: 'Holding to other limits in the environments of',
  advice:
    'Give the address of the environment as baseUrls in createIntegration; the limiter holds to the limits of production.',
};

const connection: ByHand = {
  what: 'Holding the connection that receives events of',
  advice: 'Open it in code of your own; ARCHITECTURE.md says how it is renewed and resumed.',
};

const webhooks: ByHand = {
  what: 'Receiving and verifying the webhooks of',
  advice: 'Verify the signature on the raw bytes, store the event, then answer.',
};

/** A warning for each distinct part of the plan that is not generated yet. */
export function reportByHand(integration: Integration): readonly Diagnostic[] {
  return [
    ...integration.flows.map(flowCode),
    ...integration.flows.flatMap(twoWayCode),
    ...integration.systems.flatMap(systemCode),
    ...queueCode(integration),
  ];
}

function flowCode({ id, at, trigger }: Flow): Diagnostic {
  const part = {
    what: `Flow "${id}" (${flowParts[trigger.kind]})`,
    advice: 'Write it from ARCHITECTURE.md, on top of the generated client.',
  };
  return warning(part, at);
}

/** What a two-way flow needs besides its directions; told with the first of them. */
function twoWayCode({ at, from, to, twoWay }: Flow): readonly Diagnostic[] {
  if (twoWay === undefined || twoWay.ends[0] !== from) return [];
  const part = {
    what: `Keeping "${from}" and "${to}" alike (link table, last written state, echo filter, conflict policy)`,
    advice: 'Write it around the handlers of both directions; ARCHITECTURE.md says who wins.',
  };
  return [warning(part, at)];
}

function systemCode(system: System): readonly Diagnostic[] {
  const { id, api, auth, kind, tenants } = system;
  const at = (part: ByHand | undefined, place: Place | undefined): Diagnostic[] =>
    part === undefined || place === undefined
      ? []
      : [warning({ ...part, what: `${part.what} "${id}"` }, place)];
  return [
    ...(auth?.value ?? []).flatMap(({ type, at: own }) =>
      isGenerated(type, system) ? [] : at(credentials[type], own ?? auth?.at),
    ),
    ...(asksForTokens(system) ? at(credentials.oauth2, system.at) : []),
    ...(kind === undefined ? [] : at(kinds[kind.value], kind.at)),
    ...(hasOtherLimits(system) ? at(environments, system.environments?.at) : []),
    ...(api === undefined ? at(tenantsOfPort, tenants?.at) : []),
    ...incoming(system).flatMap(({ part, place }) => at(part, place)),
  ];
}

/** How its events come, where it has any. */
function incoming({ kind, stream, webhook }: System): readonly { part: ByHand; place: Place }[] {
  return [
    // The socket of such a system is named with its kind.
    ...(stream === undefined || kind?.value === 'websocket'
      ? []
      : [{ part: connection, place: stream.at }]),
    ...(webhook === undefined || webhook.value === 'none'
      ? []
      : [{ part: webhooks, place: webhook.at }]),
  ];
}

function hasOtherLimits({ environments: all }: System): boolean {
  return all?.value.some(({ limits }) => limits !== undefined) === true;
}

/** Where the system has a client, its connections and tokens are the client's. */
function isGenerated(type: Auth['type'], system: System): boolean {
  if (type === 'mtls') return system.api !== undefined;
  return type === 'oauth2' && oauthUse(system) !== undefined;
}

/** Whether the file says nothing of authentication, and the description knows no other way than OAuth. */
function asksForTokens(system: System): boolean {
  const { auth, api } = system;
  const schemes = api?.securitySchemes ?? [];
  const isToken = schemes.every(({ type }) => type === 'oauth2' || type === 'openIdConnect');
  return auth === undefined && schemes.length > 0 && isToken && oauthUse(system) === undefined;
}

/** A queue that is named. */
function queueCode({ deployment: { queue } }: Integration): readonly Diagnostic[] {
  if (queue === undefined) return [];
  const part = {
    what: `The queue (${queue.value})`,
    advice: 'Set it up by hand; ARCHITECTURE.md names what it must do.',
  };
  return [warning(part, queue.at)];
}

function warning(part: ByHand, at: Place): Diagnostic {
  return diagnose('feature/build-by-hand', { what: part.what, advice: part.advice }, at);
}
