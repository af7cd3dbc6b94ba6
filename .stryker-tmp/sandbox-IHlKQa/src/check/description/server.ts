// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { own, ownList, ownObject, ownText } from '../../model/json.ts';

/**
 * The first usable address of `servers`, variables filled with their defaults, without a slash at its end. An address that
 * is no http or https, carries a password, or is relative with nothing to be relative to, is none.
 */
export function serverOf(node: JsonObject, base?: string): string | undefined {
  for (const server of ownList(node, 'servers')) {
    const address = addressOf(server, base);
    if (address !== undefined) return address;
  }
  return undefined;
}

/** The pointer of that address, in the file as it was written. */
export function serverPointer(node: JsonObject, version: string): string {
  if (version.startsWith('2')) return '/host';
  const index = ownList(node, 'servers').findIndex(
    (server) => addressOf(server, undefined) !== undefined,
  );
  return `/servers/${String(Math.max(index, 0))}/url`;
}

function addressOf(server: Json, base: string | undefined): string | undefined {
  const template = ownText(server, 'url');
  if (template === undefined) return undefined;
  const filled = fill(template.trim(), ownObject(server, 'variables'));
  const absolute = filled.startsWith('//') ? `https:${filled}` : filled;
  if (/[{}]/.test(absolute) || !URL.canParse(absolute, base)) return undefined;
  const url = new URL(absolute, base);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isHttp || url.username !== '' || url.password !== '') return undefined;
  if (url.search !== '' || url.hash !== '') return undefined;
  return url.href.replace(/\/$/, '');
}

function fill(template: string, variables: JsonObject | undefined): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = own(variables, name);
    const value = own(variable, 'default') ?? ownList(variable, 'enum')[0];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
