import { entry } from './entry.ts';

/** Credentials that cannot hold as they are written. */
export const authDiagnostics = {
  'auth/both-forms': entry<{ system: string }>({
    severity: 'error',
    message: (p) =>
      `The basic credential of "${p.system}" is given in both forms: secret, and username with password.`,
    fix: () => 'Keep secret, or keep username and password.',
  }),
  'auth/grant-mismatch': entry<{ system: string; what: string; grant: string }>({
    severity: 'error',
    message: (p) =>
      `System "${p.system}" declares ${p.what}, which the grant ${p.grant} does not have.`,
    fix: (p) => `Remove ${p.what}, or use grant: authorization_code.`,
  }),
  'auth/incomplete': entry<{ system: string; missing: string }>({
    severity: 'error',
    message: (p) => `The basic credential of "${p.system}" has no ${p.missing}.`,
    fix: (p) => `Add ${p.missing}, or give both in one as secret.`,
  }),
  'auth/none-among-others': entry<{ system: string }>({
    severity: 'error',
    message: (p) => `System "${p.system}" wants no credential and others at the same time.`,
    fix: () => 'Remove type: none, or remove the others.',
  }),
};

/** Places of data outside of where it must stay. */
export const complianceDiagnostics = {
  'compliance/residency': entry<{ residency: string; what: string; region: string }>({
    severity: 'error',
    message: (p) => `Data must stay in ${p.residency}, but ${p.what} stands in ${p.region}.`,
    fix: () => 'Move it to a region inside, or correct compliance.residency.',
  }),
};

/** Parts of the deployment that exclude each other. */
export const deploymentDiagnostics = {
  'deployment/not-shared': entry<{ key: string; store: string; instances: string }>({
    severity: 'error',
    message: (p) =>
      `${p.instances} instances run, but ${p.key}: ${p.store} is kept by each for itself.`,
    fix: (p) => `Use ${p.key}: postgres, or run one instance.`,
  }),
};

/** What makes a repeat harmless, and that nothing does. */
export const idempotencyDiagnostics = {
  'idempotency/none-among-others': entry<{ where: string }>({
    severity: 'error',
    message: (p) => `${p.where} makes repeats harmless and does not, at the same time.`,
    fix: () => 'Remove none, or remove the others.',
  }),
};

/** Limits that name what does not exist, or never let a call through. */
export const limitDiagnostics = {
  'limit/above-documented': entry<{
    system: string;
    declared: string;
    documented: string;
    place: string;
    quote: string;
  }>({
    severity: 'warning',
    message: (p) =>
      `System "${p.system}" is declared to allow ${p.declared}, but ${p.place} documents ${p.documented} ("${p.quote}").`,
    fix: () => 'Lower it to what is documented, or correct the spec with an overlay.',
  }),
  'limit/cost-over-bucket': entry<{
    system: string;
    operation: string;
    cost: string;
    bucket: string;
  }>({
    severity: 'error',
    message: (p) =>
      `A call of ${p.operation} costs ${p.cost} points at "${p.system}", but the bucket never holds more than ${p.bucket}.`,
    fix: () => 'Correct the cost, the points or the burst.',
  }),
  'limit/unknown-flow': entry<{ system: string; flow: string; near: readonly string[] }>({
    severity: 'error',
    message: (p) => `A limit of "${p.system}" counts flow "${p.flow}", which does not exist.`,
    fix: (p) => meant(p.near, 'Name a flow by its id, or remove flows.'),
  }),
  'limit/unused-operation': entry<{ system: string; operation: string; near: readonly string[] }>({
    severity: 'warning',
    message: (p) =>
      `A limit of "${p.system}" names "${p.operation}", which no flow uses, so it counts nothing.`,
    fix: (p) => meant(p.near, 'Write it as the flows do, or remove it.'),
  }),
};

/** Signatures that nobody can verify as they are named. */
export const webhookDiagnostics = {
  'webhook/unknown-scheme': entry<{ system: string; scheme: string; near: readonly string[] }>({
    severity: 'warning',
    message: (p) =>
      `The catalogue has no signature scheme "${p.scheme}", so how events of "${p.system}" are verified stands in words only.`,
    fix: (p) => meant(p.near, '').concat(' Or describe it with algorithm, header and signed.'),
  }),
};

/** Tenants that cannot be as they are declared. */
export const tenantDiagnostics = {
  'tenants/largest-too-small': entry<{ system: string; count: string; even: string }>({
    severity: 'error',
    message: (p) =>
      `The largest of ${p.count} tenants of "${p.system}" has less than ${p.even}, which each has when all are alike.`,
    fix: (p) => `Declare a largest_share of at least ${p.even}, or correct count.`,
  }),
};

/** Ways of paging that cannot hold. */
export const paginationDiagnostics = {
  'pagination/half-a-size': entry<{ system: string; has: string; lacks: string }>({
    severity: 'error',
    message: (p) => `The pagination of "${p.system}" has ${p.has} but no ${p.lacks}.`,
    fix: (p) => `Add ${p.lacks}, or remove ${p.has}.`,
  }),
  'pagination/no-operation': entry<{ system: string; why: string; near: readonly string[] }>({
    severity: 'error',
    message: (p) =>
      `No used operation of "${p.system}" comes in pages as its pagination says: ${p.why}.`,
    fix: (p) => meant(p.near, 'Write it as the spec does, or remove it.'),
  }),
};

/** Steps of a system without a spec that give no method. */
export const portDiagnostics = {
  'port/method-collision': entry<{ system: string; step: string; other: string }>({
    severity: 'error',
    message: (p) =>
      `"${p.step}" and "${p.other}" would become one method of the port of "${p.system}".`,
    fix: () => 'Write both the same if they are one, or choose other words for one of them.',
  }),
  'port/no-method-name': entry<{ system: string; step: string }>({
    severity: 'error',
    message: (p) =>
      `"${p.step}" gives no name for a method of the port of "${p.system}": it has no letter and no digit.`,
    fix: () => 'Describe the step with words.',
  }),
};

/** Systems that do nothing here. */
export const systemDiagnostics = {
  'system/plain-http': entry<{ system: string; url: string; what: string }>({
    severity: 'warning',
    message: (p) =>
      `${p.what} of "${p.system}" is ${p.url}: without encryption, whoever stands between reads and changes every call and its credentials.`,
    fix: () => 'Give an https address as url, or correct the spec with an overlay.',
  }),
  'system/provider-hint': entry<{ system: string; provider: string; gaps: string }>({
    severity: 'warning',
    message: (p) =>
      `System "${p.system}" bears the name of a vendor in the catalogue, which knows its ${p.gaps}; an id proves nothing, so none of it is used.`,
    fix: (p) =>
      `Add provider: ${p.provider} if it is that one, or provider: none if it is another.`,
  }),
  'system/unknown-provider': entry<{
    system: string;
    provider: string;
    near: readonly string[];
  }>({
    severity: 'warning',
    message: (p) =>
      `The catalogue knows no vendor "${p.provider}", so "${p.system}" is planned from the file and its spec alone.`,
    fix: (p) =>
      meant(p.near, '').concat(' If it is none of them, remove provider or write provider: none.'),
  }),
  'system/unused': entry<{ system: string }>({
    severity: 'warning',
    message: (p) => `No flow uses system "${p.system}".`,
    fix: () => 'Remove it, or name it in a flow.',
  }),
};

function meant(near: readonly string[], otherwise: string): string {
  return near.length === 0
    ? otherwise
    : `Did you mean ${near.map((name) => `"${name}"`).join(', ')}?`;
}
