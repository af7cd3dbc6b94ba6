import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { System } from '../../model/integration.ts';
import { oauthUse } from '../../model/oauth.ts';
import type { SecurityScheme } from '../../model/operation.ts';
import { callsAt, type Facts } from '../facts.ts';

/** Systems that are called, or asked for tokens, without encryption; this machine itself needs none. */
export function plainHttp({ integration }: Facts): readonly Diagnostic[] {
  return integration.systems
    .filter(({ id }) => callsAt(id, integration).length > 0)
    .flatMap((system) => [...addresses(system), ...tokenAddresses(system)]);
}

function addresses({ id, at, url, api }: System): readonly Diagnostic[] {
  const what = 'The base address';
  if (url !== undefined) {
    return isPlain(url.value)
      ? [diagnose('system/plain-http', { system: id, url: url.value, what }, url.at)]
      : [];
  }
  const named = [api?.server, ...(api?.operations ?? []).map(({ server }) => server)];
  const plain = new Set(named.filter((address) => address !== undefined && isPlain(address)));
  return [...plain].flatMap((address) =>
    address === undefined
      ? []
      : [diagnose('system/plain-http', { system: id, url: address, what }, at)],
  );
}

// Where the file declares a credential, the schemes of the description are used for addresses alone.
function tokenAddresses(system: System): readonly Diagnostic[] {
  const { id, at, auth, api } = system;
  if (api === undefined) return [];
  const { tokenUrl, authorizationUrl, discoveryUrl } = oauthUse(system) ?? {};
  const used = [tokenUrl, authorizationUrl, discoveryUrl].filter((url) => url !== undefined);
  const described = auth === undefined ? api.securitySchemes.flatMap(tokenUrls) : [];
  const plain = new Set([...used, ...described].filter(isPlain));
  return [...plain].map((url) => {
    const shown = URL.canParse(url) ? new URL(url).origin : url;
    return diagnose('system/plain-http', { system: id, url: shown, what: 'A token address' }, at);
  });
}

function tokenUrls(scheme: SecurityScheme): readonly string[] {
  if (scheme.type !== 'oauth2') return [];
  return scheme.flows.flatMap(({ tokenUrl }) => tokenUrl ?? []);
}

function isPlain(address: string): boolean {
  if (!/^http:/i.test(address)) return false;
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return !/^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
