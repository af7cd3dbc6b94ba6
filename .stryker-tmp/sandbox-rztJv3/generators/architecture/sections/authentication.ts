// @ts-nocheck
import { figure } from '../../../src/plan/figure.ts';
import type { Decision } from '../../../src/plan/decision.ts';
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
            item(index === 0 ? 0.003 : 23 + index, incoming(system)),
          ),
          ...(hasSecrets
            ? [
                item(
                  0,
                  `Secrets: ${store}, encrypted, read by this service alone${rotation(plan.advice.figures)}; never in repository, image or log.`,
                ),
              ]
            : []),
        ],
      },
    ],
  };
}

/** What nobody declared and no description says is told as a guess. */
function assumed(decision: Decision | undefined): string {
  return decision?.source.kind === 'default' ? ' (assumed)' : '';
}

/** How secrets are changed without a gap. */
function rotation(figures: readonly Decision[]): string {
  const of = (id: string): Decision | undefined => figures.find((found) => found.id === id);
  const period = of('advice.rotation-period');
  const overlap = of('advice.rotation-overlap');
  return period === undefined || overlap === undefined
    ? ''
    : `, changed every ${figure(period)} with ${figure(overlap)} overlap (assumed)`;
}

function outgoing(system: PlannedSystem, index: number): readonly Item[] {
  const { id, auth } = system;
  const first = index === 0;
  const text = those(
    `**${markdown(id)}**: ${markdown(auth.method.value)}${assumed(auth.method)}${secrets(auth.secrets)}${ofTenants(system)}${auth.byHand.length > 0 ? byHand : ''}.`,
    renewal(system),
    `Rights: ${rights(system)}.`,
    system.kind === 'sftp' ? 'The host key is pinned; no password is tried.' : undefined,
  ).join(' ');
  return [
    item(first ? 0 : 20 + index, text),
    item(extra + (first ? 0 : 4), `${markdown(id)}: ${markdown(auth.method.reason)}`),
  ];
}

function ofTenants({ tenants }: PlannedSystem): string {
  if (tenants === undefined) return '';
  const number = tenants.count === undefined ? '' : `, ${figure(tenants.count)} of them`;
  return `, one for each ${markdown(tenants.what)}${number}`;
}

function secrets(names: readonly string[]): string {
  return names.length === 0 ? '' : `, ${names.slice(0, 3).map(code).join(', ')}`;
}

function renewal({ auth }: PlannedSystem): string {
  return those(
    auth.renewal === undefined
      ? undefined
      : `Token${auth.tokenLifetime === undefined ? '' : ` of ${figure(auth.tokenLifetime)},`} renewed in the background with ${figure(auth.renewal)} left, by one process.`,
    auth.rotatingRefreshToken
      ? 'A new refresh token is stored before use, the old kept until it worked; `invalid_grant`: read the store again, then alert.'
      : undefined,
  ).join(' ');
}

function rights({ auth, operations, port }: PlannedSystem): string {
  const scopes = auth.scopes.value;
  const refused =
    auth.refused.length === 0
      ? 'the rest refused'
      : `refused ${auth.refused.slice(0, 3).map(code).join(', ')}`;
  if (scopes.length > 0) return `${scopes.slice(0, 6).map(code).join(', ')}; ${refused}`;
  const calls =
    port === undefined
      ? operations.map(({ id }) => code(id))
      : port.methods.map(({ step }) => markdown(step));
  return calls.length === 0
    ? 'none'
    : `only ${calls.slice(0, 4).join(', ')}${calls.length > 4 ? ' and so on' : ''}; the rest refused`;
}

function incoming({ id, webhook }: PlannedSystem): string {
  const secret = webhook?.secret === undefined ? '' : `, ${code(webhook.secret)}`;
  return `From **${markdown(id)}**: ${markdown(webhook?.signature.value ?? '')} signature${assumed(webhook?.signature)}${secret}, checked on raw bytes before storing${byHand}.`;
}
