import { figure } from '../../../src/plan/figure.ts';
import type { Decision } from '../../../src/plan/decision.ts';
import type { PlannedSystem } from '../../../src/plan/system.ts';
import { code, markdown } from '../escape.ts';
import { byHand, extra, item, type Item, type Section } from '../section.ts';
import { criticalOf, those, type Subject } from '../subject.ts';

/** Method, storage, renewal and rights, for each direction. */
export function authentication(subject: Subject): Section {
  const { plan, called, flows } = subject;
  const senders = [...new Set(flows.map(({ source }) => source))].filter(
    ({ webhook }) => webhook !== undefined,
  );
  const { secretStore } = plan.settings;
  const store = `${markdown(secretStore.value)}${assumed(secretStore)}`;
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
          ...byDanger(subject, called).flatMap((system, index) => outgoing(subject, system, index)),
          ...senders.map((system, index) => item(index === 0 ? 0 : 23 + index, incoming(system))),
          ...(hasSecrets
            ? [
                item(
                  0,
                  `Secrets: ${store}, encrypted, read by role ${markdown(plan.name)} alone, in memory${rotation(plan.advice.figures)}; never in repository, image, log.`,
                ),
              ]
            : []),
        ],
      },
    ],
  };
}

/** The system whose failures are told in full comes first, our own stores last. */
function byDanger(subject: Subject, called: readonly PlannedSystem[]): readonly PlannedSystem[] {
  const [first] = subject.flows;
  const critical = first === undefined ? undefined : criticalOf(first, subject);
  const rank = (system: PlannedSystem): number =>
    system === critical ? 0 : system.owned && system.kind === 'database' ? 2 : 1;
  return [...called].sort((a, b) => rank(a) - rank(b));
}

/** What nobody declared and no description says is told as a guess, or as what the catalogue has. */
function assumed(decision: Decision | undefined): string {
  if (decision?.source.kind === 'catalogue') return ' (catalogue)';
  return decision?.source.kind === 'default' ? ' (assumed)' : '';
}

/** How secrets are changed without a gap. */
function rotation(figures: readonly Decision[]): string {
  const of = (id: string): Decision | undefined => figures.find((found) => found.id === id);
  const period = of('advice.rotation-period');
  const overlap = of('advice.rotation-overlap');
  return period === undefined || overlap === undefined
    ? ''
    : `, changed every ${figure(period)}, both valid for ${figure(overlap)} (assumed)`;
}

function outgoing({ plan }: Subject, system: PlannedSystem, index: number): readonly Item[] {
  const { id, auth } = system;
  const first = index === 0;
  const text = those(
    `**${markdown(id)}**: ${markdown(auth.method.value)}${assumed(auth.method)}${secrets(auth.secrets)}${ofTenants(system)}${auth.byHand.length > 0 ? byHand : ''}.`,
    renewal(system),
    `Rights: ${rights(system)}.`,
    certificate(system, plan.advice.figures),
  ).join(' ');
  return [
    item(first ? 0 : index < mostTold ? 0.00026 : 20 + index, text),
    item(extra + (first ? 0 : 4), `${markdown(id)}: ${markdown(auth.method.reason)}`),
  ];
}

const mostTold = 3;

/** A certificate is renewed while the old one still holds. */
function certificate({ auth }: PlannedSystem, figures: readonly Decision[]): string | undefined {
  const ahead = figures.find(({ id }) => id === 'advice.certificate-warning');
  return ahead === undefined || !/mutual TLS/.test(auth.method.value)
    ? undefined
    : `The next certificate is issued ${figure(ahead)} before the end of the old one.`;
}

function ofTenants({ tenants }: PlannedSystem): string {
  if (tenants === undefined) return '';
  const number = tenants.count === undefined ? '' : `, ${figure(tenants.count)} of them`;
  return `, one for each ${markdown(tenants.what)}${number}`;
}

function secrets(names: readonly string[]): string {
  return names.length === 0 ? '' : `, ${names.slice(0, 3).map(code).join(', ')}`;
}

function renewal({ auth, tenants }: PlannedSystem): string {
  return those(
    auth.renewal === undefined
      ? undefined
      : `Token${auth.tokenLifetime === undefined ? '' : ` of ${figure(auth.tokenLifetime)}${assumed(auth.tokenLifetime)}`}, renewed by one process with ${figure(auth.renewal)} left${isForItself(auth) ? '; no refresh token' : ''}.`,
    auth.rotatingRefreshToken
      ? 'Rotated refresh token: stored before use, the old kept until it worked; `invalid_grant`: reread the store, then alert.'
      : undefined,
    auth.dueAfterOutage === undefined
      ? undefined
      : `After an outage of the issuer ${figure(auth.dueAfterOutage)} tokens are due, ${auth.token === undefined ? `a few at a time${byHand}` : `${figure(auth.token.mostAtOnce)} at a time`}.`,
    auth.consent === undefined
      ? undefined
      : `Consent lasts ${figure(auth.consent)}${auth.consentsADay === undefined ? '' : `: ${figure(auth.consentsADay)} a day for ${figure(tenants?.count ?? auth.consentsADay)} accounts`}; reminders ${(auth.consentReminders ?? []).map(figure).join(' and ')} before${byHand}.`,
  ).join(' ');
}

function rights(system: PlannedSystem): string {
  const { auth, operations, port } = system;
  const scopes = auth.scopes.value;
  const refused =
    auth.refused.length === 0
      ? refusedOf(system)
      : `refused ${auth.refused.slice(0, 3).map(code).join(', ')}`;
  if (scopes.length > 0) return `${scopes.slice(0, 6).map(code).join(', ')}; ${refused}`;
  const calls =
    port === undefined
      ? operations.map(({ id }) => code(id))
      : port.methods.map(({ step }) => markdown(step));
  if (calls.length === 0) return 'none';
  const unnamed = /OAuth/.test(auth.method.value) ? ' (scopes unnamed)' : '';
  return `only ${calls.slice(0, 4).join(', ')}${calls.length > 4 ? ' and so on' : ''}${unnamed}; ${refused}`;
}

/** What a credential of this kind is usually given and must not have here. */
function refusedOf({ kind, auth, owned }: PlannedSystem): string {
  const method = auth.method.value;
  if (kind === 'sftp') return 'delete, shell and password refused, host key pinned';
  if (kind === 'database') return 'schema changes refused';
  if (kind === 'file') return 'delete and listing of other folders refused';
  if (method.startsWith('API key')) return 'bound to our addresses, never in a browser';
  if (/OAuth/.test(method)) return 'settings, administration refused';
  return owned ? 'everything else refused' : 'account administration refused';
}

/** Whether the client logs in for itself, so that nothing is there to be refreshed with. */
function isForItself({ method }: PlannedSystem['auth']): boolean {
  return /client credentials/.test(method.value);
}

function incoming({ id, webhook }: PlannedSystem): string {
  const secret = webhook?.secret === undefined ? '' : `, ${code(webhook.secret)}`;
  const recipe = webhook?.recipe;
  const how = recipe === undefined ? '' : `, ${markdown(recipe.value)}${assumed(recipe)}`;
  const known = recipe === undefined ? assumed(webhook?.signature) : '';
  return `From **${markdown(id)}**: ${markdown(webhook?.signature.value ?? '')} signature${known}${how}${secret}, checked on raw bytes before storing${byHand}.`;
}
