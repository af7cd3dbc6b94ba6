// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { isList, isObject, own, ownList, ownObject, ownText } from '../../model/json.ts';
import type { OAuthFlow, SecurityRequirement, SecurityScheme } from '../../model/operation.ts';
import { referenceOf, resolve } from './lookup.ts';

/** The requirements of an operation, its own before those of the whole description; `unknown` names schemes that are not described. */
export function securityOf(
  root: JsonObject,
  operation: JsonObject,
): { readonly alternatives: readonly SecurityRequirement[]; readonly unknown: readonly string[] } {
  const declared = own(operation, 'security') ?? own(root, 'security');
  const unknown: string[] = [];
  const alternatives: SecurityRequirement[] = [];
  for (const requirement of isList(declared) ? declared : []) {
    if (!isObject(requirement)) continue;
    const schemes = Object.keys(requirement);
    const missing = schemes.filter((id) => schemeNode(root, id) === undefined);
    unknown.push(...missing);
    if (missing.length > 0) continue;
    alternatives.push(
      schemes.map((scheme) => ({ scheme, scopes: texts(own(requirement, scheme)) })),
    );
  }
  const open = alternatives.length === 1 && alternatives[0]?.length === 0;
  return { alternatives: open ? [] : alternatives, unknown };
}

/** The node of a security scheme, references followed. */
export function schemeNode(root: JsonObject, id: string): JsonObject | undefined {
  const node = own(ownObject(ownObject(root, 'components'), 'securitySchemes'), id);
  const reference = referenceOf(node);
  const found = reference === undefined ? { value: node } : resolve({ root }, reference);
  const value = 'value' in found ? found.value : undefined;
  return isObject(value) && readScheme(id, value) !== undefined ? value : undefined;
}

/** A security scheme of the model; undefined where the description leaves out what is needed to use it. */
export function readScheme(id: string, node: JsonObject): SecurityScheme | undefined {
  switch (own(node, 'type')) {
    case 'apiKey':
      return readApiKey(id, node);
    case 'http':
      return readHttp(id, ownText(node, 'scheme') ?? '');
    case 'oauth2':
      return { id, type: 'oauth2', flows: readFlows(ownObject(node, 'flows') ?? {}) };
    case 'openIdConnect':
      return { id, type: 'openIdConnect', url: ownText(node, 'openIdConnectUrl') ?? '' };
    case 'mutualTLS':
      return { id, type: 'mutualTLS' };
    default:
      return undefined;
  }
}

function readApiKey(id: string, node: JsonObject): SecurityScheme | undefined {
  const name = ownText(node, 'name');
  const place = (['header', 'query', 'cookie'] as const).find((known) => known === own(node, 'in'));
  if (name === undefined || name === '' || place === undefined) return undefined;
  return { id, type: 'apiKey', in: place, name };
}

function readHttp(id: string, scheme: string): SecurityScheme | undefined {
  const known = scheme.trim().toLowerCase();
  if (known === '') return undefined;
  if (known === 'basic' || known === 'bearer') return { id, type: known };
  return { id, type: 'http', scheme: known };
}

const grants = ['authorizationCode', 'clientCredentials', 'password', 'implicit'] as const;

function readFlows(flows: JsonObject): readonly OAuthFlow[] {
  return grants.flatMap((grant) => {
    const flow = ownObject(flows, grant);
    if (flow === undefined) return [];
    const tokenUrl = ownText(flow, 'tokenUrl');
    const authorizationUrl = ownText(flow, 'authorizationUrl');
    return [
      {
        grant,
        ...(tokenUrl === undefined ? {} : { tokenUrl }),
        ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
        scopes: Object.keys(ownObject(flow, 'scopes') ?? {}),
      },
    ];
  });
}

function texts(value: Json | undefined): readonly string[] {
  return ownList({ value: value ?? null }, 'value').filter((item) => typeof item === 'string');
}
