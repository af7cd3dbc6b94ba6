import { code, joinLines, name, noCode, propertyKey, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { Emitter, EmittedFile } from '../../src/emit/emitter.ts';
import { isKept } from '../../src/emit/limit-parts.ts';
import { describedSystems, portSystems, systemNames } from '../../src/emit/output-names.ts';
import { sharedStoreOf } from '../../src/emit/shared-store.ts';
import { tsFile, type TsFile } from '../../src/emit/ts-file.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlannedSystem } from '../../src/plan/system.ts';
import {
  consentEntries,
  consentsType,
  credentialParts,
  secretsOf,
  tokenFields,
} from './credentials.ts';
import type { Part, Parts } from './parts.ts';
import { probesConstant, sharedConstant, sharedEntry, storeField } from './store.ts';

/** `index.ts`, which wires the clients of one integration, and the marks of generated files for GitHub. */
export const integration: Emitter = {
  id: 'integration',
  emit: (plan) => [attributesFile(), indexFile(plan)],
};

function attributesFile(): EmittedFile {
  const lines = ['* linguist-generated', 'handlers/** -linguist-generated', ''];
  return { path: '.gitattributes', text: lines.join('\n'), owner: 'generated', format: false };
}

function indexFile(plan: Plan): EmittedFile {
  const withNames = (system: PlannedSystem): Part => ({ system, names: systemNames(plan, system) });
  const described = describedSystems(plan).map(withNames);
  const store = sharedStoreOf(plan);
  const parts: Parts = {
    described,
    ports: portSystems(plan).map(withNames),
    hasSecrets: described.some(({ system }) => secretsOf(system).length > 0),
    hasCounters: store === undefined && described.some(({ system }) => countsLong(system)),
    instances: plan.settings.instances.value,
    store,
  };
  return tsFile({ path: 'index.ts', source: plan.file }, (file) => {
    file.add(optionsType(file, parts));
    file.add(integrationType(file, plan, parts));
    file.add(createFunction(file, plan, parts));
  });
}

function countsLong({ calls }: PlannedSystem): boolean {
  return calls?.limits.some(isKept) ?? false;
}

function optionsType(file: TsFile, parts: Parts): Code {
  const { described, ports } = parts;
  const fields = [
    parts.hasSecrets
      ? code`${docComment(`Gives the value of a secret by its name: ${secretNames(parts).join(', ')}.${ofTenants(parts)}`)}
          readonly secrets: ${file.importType('SecretProvider', 'runtime/secret.ts')};`
      : noCode,
    described.length > 0
      ? code`/** Clock, chance, transport and telemetry; those of Node where absent. */
          readonly host?: ${file.importType('Host', 'runtime/host.ts')};`
      : noCode,
    described.length > 0 ? baseUrlsField(described) : noCode,
    parts.hasCounters
      ? code`/** Keeps the counts of long windows through a restart: \`fileCounters\` of runtime/counter-file.ts, or a store of yours. */
          readonly counters: ${file.importType('CounterStore', 'runtime/counter.ts')};`
      : noCode,
    storeField(file, parts),
    ...tokenFields(file, parts),
    ports.length > 0 ? handlersField(file, ports) : noCode,
  ];
  return code`/** What the integration is given. */
    export interface IntegrationOptions {
      ${joinLines(fields)}
    }`;
}

function ofTenants({ described }: Parts): string {
  const words = described.flatMap(({ system: { tenants } }) => tenants?.what ?? []);
  return words.length === 0
    ? ''
    : ` What each ${[...new Set(words)].join(', ')} has for itself is asked for with \`{ tenant }\` as the second argument.`;
}

/** The names that the clients ask for; what only code written by hand needs is not among them. */
function secretNames({ described }: Parts): readonly string[] {
  return [...new Set(described.flatMap(({ system }) => secretsOf(system)))].sort();
}

function baseUrlsField(described: readonly Part[]): Code {
  const isRequired = described.some(({ system }) => system.baseUrl === undefined);
  const fields = described.map(({ system, names }) =>
    system.baseUrl === undefined
      ? code`readonly ${propertyKey(names.key)}: string;`
      : code`${docComment(`${system.baseUrl.value} where absent.`)}
          readonly ${propertyKey(names.key)}?: string;`,
  );
  return code`/** Base addresses of the systems. */
    readonly baseUrls${isRequired ? noCode : code`?`}: {
      ${joinLines(fields)}
    };`;
}

function handlersField(file: TsFile, ports: readonly Part[]): Code {
  const fields = ports.map(
    ({ names }) =>
      code`readonly ${propertyKey(names.key)}: ${file.importType(`${names.type}Port`, names.port)};`,
  );
  return code`/** The systems without an API description: the objects in \`handlers/\`. */
    readonly handlers: {
      ${joinLines(fields)}
    };`;
}

function integrationType(file: TsFile, plan: Plan, { described, ports }: Parts): Code {
  const fields = [
    ...described.map(
      ({ system, names }) =>
        code`readonly ${propertyKey(names.key)}: ${clientType(file, { system, names })};`,
    ),
    ...ports.map(
      ({ names }) =>
        code`readonly ${propertyKey(names.key)}: ${file.importType(`${names.type}Port`, names.port)};`,
    ),
  ];
  return code`${docComment([plan.name, plan.description ?? ''].filter((text) => text !== '').join(': '))}
    export interface Integration {
      readonly clients: {
        ${joinLines(fields)}
      };
      ${consentsType(file, described)}
    }`;
}

/** One client, or what gives the client of a tenant: `clients.crm.for('acme')`. */
function clientType(file: TsFile, { system, names }: Part): Code {
  const client = file.importType(`${names.type}Client`, names.client);
  if (system.tenants === undefined) return code`${client}`;
  return code`${file.importType('TenantClients', 'runtime/tenants.ts')}<${client}>`;
}

function createFunction(file: TsFile, plan: Plan, parts: Parts): Code {
  const { described, ports } = parts;
  const host =
    described.length === 0
      ? noCode
      : code`const host = options.host ?? ${file.importValue('nodeHost', 'runtime/node-host.ts')}();`;
  const fields = [
    ...described.map((part) => clientEntry(file, part, parts)),
    ...ports.map(
      ({ names }) => code`${propertyKey(names.key)}: options.handlers.${name(names.key)},`,
    ),
  ];
  const isUsed = described.length + ports.length > 0;
  const isOptional =
    !parts.hasSecrets &&
    !parts.hasCounters &&
    parts.store === undefined &&
    ports.length === 0 &&
    described.every(({ system }) => system.baseUrl !== undefined);
  const parameter = code`${isUsed ? code`options` : code`_options`}: IntegrationOptions${isOptional ? code` = {}` : noCode}`;
  return code`/** Makes the clients of the integration; once in a process, so that their limits hold. */
    export function createIntegration(${parameter}): Integration {
      ${host}
      ${credentialParts(file, parts)}
      ${sharedConstant(file, plan, parts)}
      ${probesConstant(file, parts)}
      return {
        clients: {
          ${joinLines(fields)}
        },
        ${consentEntries(described)}
      };
    }`;
}

function clientEntry(file: TsFile, { system, names }: Part, parts: Parts): Code {
  const create = file.importValue(names.create, names.client);
  const key = name(names.key);
  const baseUrl =
    system.baseUrl === undefined
      ? code`baseUrl: options.baseUrls.${key},`
      : code`...(options.baseUrls?.${key} === undefined ? {} : { baseUrl: options.baseUrls.${key} }),`;
  return code`${key}: ${create}({
      resilience: ${file.importValue(names.key, names.resilience)},
      secrets: ${parts.hasSecrets ? code`options.secrets` : code`() => ''`},
      ${system.auth.certificate === undefined ? code`host,` : code`host: hosts.${key},`}
      ${system.auth.token === undefined ? noCode : code`tokens: tokens.${key},`}
      ${baseUrl}
      ${countsLong(system) && parts.hasCounters ? code`counts: ${file.importValue('keptCounts', 'runtime/kept-counts.ts')}(options.counters),` : noCode}
      ${sharedEntry(system, parts)}
    }),`;
}
