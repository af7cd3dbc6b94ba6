import type { Parameter, PlannedScheme } from './system.ts';

/** What writes a request body of a media type; `any`: the caller, or the body itself, says what it is. */
export type BodyForm = 'any' | 'form' | 'json' | 'multipart' | 'plain';

/** The form that a declared media type asks for. */
export function bodyForm(mediaType: string): BodyForm {
  const type = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type.startsWith('multipart/')) return 'multipart';
  if (type.includes('*')) return 'any';
  const isJson = type === 'application/json' || type === 'text/json' || type.endsWith('+json');
  return isJson ? 'json' : 'plain';
}

/** What a parameter says of its writing beyond OpenAPI's defaults. */
export interface ParameterForm {
  readonly writer: 'content' | 'default' | 'style';
  readonly style?: Parameter['style'];
  readonly explode?: boolean;
  readonly allowReserved?: true;
  readonly contentType?: string;
}

/** How a parameter is written; `default`: as OpenAPI says where a description does not. */
export function parameterForm(parameter: Parameter): ParameterForm {
  const { in: place, contentType, style, explode } = parameter;
  const reserved = parameter.allowReserved ? { allowReserved: true as const } : {};
  if (contentType !== undefined) return { writer: 'content', contentType, ...reserved };
  const isUsualStyle = style === (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  const isUsualExplode = explode === (style === 'form');
  if (isUsualStyle && isUsualExplode && !parameter.allowReserved) return { writer: 'default' };
  return {
    writer: 'style',
    ...(isUsualStyle ? {} : { style }),
    ...(isUsualExplode ? {} : { explode }),
    ...reserved,
  };
}

/** What meets a security scheme; undefined: nothing in a request does. */
export function credentialForm({
  scheme: { type },
  isToken,
}: PlannedScheme): 'apiKey' | 'basic' | 'bearer' | 'token' | undefined {
  if (isToken === true) return 'token';
  if (type === 'apiKey' || type === 'basic') return type;
  return ['bearer', 'oauth2', 'openIdConnect'].includes(type) ? 'bearer' : undefined;
}
