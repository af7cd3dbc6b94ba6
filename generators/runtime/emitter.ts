import { posix } from 'node:path';

import { readAsset } from '../../src/emit/asset.ts';
import type { EmittedFile, Emitter } from '../../src/emit/emitter.ts';
import { isKept, limitFiles } from '../../src/emit/limit-parts.ts';
import { describedSystems } from '../../src/emit/output-names.ts';
import { sharedStoreOf } from '../../src/emit/shared-store.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { streamForm, streamedTypes } from '../../src/plan/streams.ts';
import type {
  Operation,
  PlannedLimit,
  PlannedOperation,
  PlannedSystem,
} from '../../src/plan/system.ts';
import { bodyForm, credentialForm, parameterForm } from '../../src/plan/wire-forms.ts';

/** The files of the runtime that the clients need, unchanged; none where no described system is called. */
export const runtime: Emitter = {
  id: 'runtime',
  emit: (plan) =>
    describedSystems(plan).length === 0 ? [] : runtimeFiles([...roots, ...onDemand(plan)]),
};

/** What the generated files import, and what the user gives to `createIntegration`. */
const roots: readonly string[] = [
  'attempt-log.ts',
  'client.ts',
  'errors.ts',
  'host.ts',
  'node-host.ts',
  'operation.ts',
  'problem.ts',
  'settings.ts',
];

// Files that only some clients import.
function onDemand(plan: Plan): readonly string[] {
  const systems = describedSystems(plan);
  const store = sharedStoreOf(plan);
  const limits = systems.flatMap(({ calls }) => calls?.limits ?? []);
  return [
    ...limitFiles(limits),
    ...(store === undefined ? keptFiles(limits) : storeFiles[store]),
    ...adapters.filter(([name]) => plan.packages?.includes(name)).map(([, file]) => file),
    ...(systems.some(({ tenants }) => tenants !== undefined) ? ['tenants.ts'] : []),
    ...credentialFiles(plan, systems),
    ...pagingFiles(systems.flatMap(({ operations }) => operations)),
    ...systems
      .flatMap(({ operations }) => operations)
      .flatMap(({ key }) => (key === undefined ? [] : ['idempotency-key.ts'])),
    ...systems.flatMap(({ api }) => api?.operations ?? []).flatMap(operationFiles),
  ];
}

// Each imports a package that the user's project has.
const adapters = [
  ['@opentelemetry/api', 'opentelemetry.ts'],
  ['undici', 'undici-fetch.ts'],
] as const;

/** What the user gives secrets and tokens with, and what only some ways of authentication need. */
function credentialFiles(plan: Plan, systems: readonly PlannedSystem[]): readonly string[] {
  const tokens = systems.flatMap(({ auth }) => auth.token ?? []);
  const hasConsent = tokens.some(({ grant }) => grant.value === 'authorization_code');
  const isShared = tokens.length > 0 && plan.settings.instances.value > 1;
  return [
    ...(systems.some(({ auth }) => auth.secrets.length > 0) ? providerFiles(plan) : []),
    ...systems
      .flatMap(({ auth }) => auth.schemes)
      .flatMap((scheme) => credentialFile[credentialForm(scheme) ?? 'none']),
    ...(systems.some(({ auth }) => auth.certificate !== undefined) ? ['mutual-tls.ts'] : []),
    ...(tokens.length > 0 ? ['oauth-client.ts', 'token-sources.ts'] : []),
    ...(tokens.some(({ boundBy }) => boundBy === 'dpop') ? ['dpop.ts'] : []),
    ...(hasConsent ? ['oauth-consent.ts'] : []),
    ...(hasConsent || isShared ? ['encrypted-tokens.ts', 'token-file.ts'] : []),
    ...(isShared ? ['shared-tokens.ts', ...sharedTokenStore(plan)] : []),
  ];
}

/** Secrets of the environment always; those of files or a manager where the file says so. */
function providerFiles({ settings: { secretStore } }: Plan): readonly string[] {
  if (/file|mount|volume/i.test(secretStore.value)) return ['env-secrets.ts', 'file-secrets.ts'];
  const isManager = !/environment|variable/i.test(secretStore.value);
  return isManager ? ['env-secrets.ts', 'cached-secrets.ts'] : ['env-secrets.ts'];
}

const credentialFile = {
  apiKey: ['api-key.ts'],
  basic: ['basic.ts'],
  bearer: ['bearer.ts'],
  none: [],
  token: ['access-token.ts'],
} as const;

/** What several processes count with; the adapter of the store that was decided for, and no other. */
const storeFiles = {
  redis: ['redis-store.ts', 'shared-limits.ts', 'shared-probe.ts', 'shared-store.ts'],
  postgres: ['postgres-store.ts', 'shared-limits.ts', 'shared-probe.ts', 'shared-store.ts'],
} as const;

function keptFiles(limits: readonly PlannedLimit[]): readonly string[] {
  return limits.some(isKept) ? ['counter-file.ts', 'kept-counts.ts'] : [];
}

function sharedTokenStore({ settings: { limiterStore } }: Plan): readonly string[] {
  return limiterStore.value === 'memory' ? [] : storeFiles[limiterStore.value].slice(0, 1);
}

const pageSteps = {
  cursor: 'page-cursor.ts',
  link: 'page-link.ts',
  offset: 'page-number.ts',
  page: 'page-number.ts',
} as const;

function pagingFiles(operations: readonly PlannedOperation[]): readonly string[] {
  const steps = operations.flatMap(({ pagination }) =>
    pagination === undefined ? [] : [pageSteps[pagination.form.type]],
  );
  return steps.length === 0 ? [] : ['pages.ts', ...steps];
}

function operationFiles(operation: Operation): readonly string[] {
  const streams = streamedTypes(operation).map(streamForm);
  return [
    ...(hasWildcard(operation) ? ['structured.ts'] : []),
    ...(streams.includes('events') ? ['event-stream.ts'] : []),
    ...(streams.includes('lines') ? ['json-lines.ts'] : []),
    ...operation.parameters.flatMap((parameter) => parameterFile[parameterForm(parameter).writer]),
    ...(operation.requestBody?.contents ?? []).map(
      ({ mediaType }) => bodyFile[bodyForm(mediaType)],
    ),
  ];
}

function hasWildcard({ requestBody, responses }: Operation): boolean {
  const sent = requestBody?.contents.map(({ mediaType }) => mediaType) ?? [];
  return [...sent, ...responses.flatMap(({ mediaTypes }) => mediaTypes)].some((type) =>
    type.includes('*'),
  );
}

const parameterFile = {
  content: ['parameter-content.ts'],
  default: [],
  style: ['parameter-style.ts'],
} as const;

const bodyFile = {
  any: 'any-body.ts',
  form: 'form.ts',
  json: 'body.ts',
  multipart: 'multipart.ts',
  plain: 'plain-body.ts',
} as const;

function runtimeFiles(wanted: readonly string[]): readonly EmittedFile[] {
  const texts = new Map<string, string>();
  const open = [...wanted];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (texts.has(path)) continue;
    const text = readAsset(`./files/${path}`, import.meta.url);
    texts.set(path, text);
    open.push(...importedFrom(path, text));
  }
  return [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({ path: `runtime/${path}`, text, owner: 'generated', format: false }));
}

function importedFrom(path: string, text: string): readonly string[] {
  return [...text.matchAll(/\bfrom '(\.[^']+\.ts)';/g)].map(([, specifier = '']) =>
    posix.join(posix.dirname(path), specifier),
  );
}
