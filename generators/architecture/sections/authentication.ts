import { figure } from '../../../src/plan/figure.ts';
import type { PlannedSystem } from '../../../src/plan/system.ts';
import { code, markdown } from '../escape.ts';
import { byHand, extra, item, type Item, type Section } from '../section.ts';
import { those, type Subject } from '../subject.ts';

/** Method, storage, renewal and rights, for each direction. */
export function authentication(subject: Subject): Section {
  const { plan, called, flows } = subject;
  const senders = [...new Set(flows.map(({ source }) => source))].filter(
    ({ webhook }) => webhook !== undefined,
  );
  const store = markdown(plan.settings.secretStore.value);
  const hasSecrets = plan.systems.some(
    ({ auth, webhook }) => auth.secrets.length > 0 || webhook?.secret !== undefined,
  );
  return {
    title: 'Authentication',
    path: 'systems.auth',
    parts: [
      {
        form: 'list',
        items: [
          ...called.flatMap((system, index) => outgoing(system, index)),
          ...senders.map((system, index) =>
            item(index === 0 ? 0.12 : 23 + index, incoming(system)),
          ),
          ...(hasSecrets
            ? [
                item(
                  0,
                  `Secrets: ${store}, encrypted, read by this service alone at each use; never in repository, image or log.`,
                ),
              ]
            : []),
        ],
      },
    ],
  };
}

function outgoing(system: PlannedSystem, index: number): readonly Item[] {
  const { id, auth } = system;
  const first = index === 0;
  const text = those(
    `**${markdown(id)}**: ${markdown(auth.method.value)}${secrets(auth.secrets)}${auth.byHand.length > 0 ? byHand : ''}.`,
    renewal(system),
  ).join(' ');
  return [
    item(first ? 0 : 20 + index, text),
    item(first ? 0.12 : 28 + index, `${markdown(id)} rights: ${rights(system)}.`),
    item(extra + (first ? 0 : 4), `${markdown(id)}: ${markdown(auth.method.reason)}`),
  ];
}

function secrets(names: readonly string[]): string {
  return names.length === 0 ? '' : `, ${names.slice(0, 3).map(code).join(', ')}`;
}

function renewal({ auth }: PlannedSystem): string {
  return those(
    auth.tokenLifetime === undefined ? undefined : `A token lives ${figure(auth.tokenLifetime)}.`,
    auth.renewal === undefined
      ? undefined
      : `Renewed with ${figure(auth.renewal)} left, by one process, while the old one serves.`,
    auth.rotatingRefreshToken
      ? 'The new refresh token is stored before its first use, the old one kept until it worked; `invalid_grant`: read the store again, then alert.'
      : undefined,
  ).join(' ');
}

function rights({ auth, operations, port }: PlannedSystem): string {
  const scopes = auth.scopes.value;
  const refused =
    auth.refused.length === 0
      ? 'all others refused'
      : `refused ${auth.refused.slice(0, 3).map(code).join(', ')}`;
  if (scopes.length > 0) return `${scopes.slice(0, 6).map(code).join(', ')}; ${refused}`;
  const calls =
    port === undefined
      ? operations.map(({ id }) => code(id))
      : port.methods.map(({ step }) => markdown(step));
  return calls.length === 0
    ? 'none'
    : `only ${calls.slice(0, 4).join(', ')}${calls.length > 4 ? ' and so on' : ''}; all others refused`;
}

function incoming({ id, webhook }: PlannedSystem): string {
  const secret = webhook?.secret === undefined ? '' : `, ${code(webhook.secret)}`;
  return `From **${markdown(id)}**: signature ${markdown(webhook?.signature.value ?? '')}${secret}, checked on raw bytes before storing${byHand}.`;
}
