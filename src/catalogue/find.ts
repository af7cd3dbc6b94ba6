import type { Provider } from '../model/provider.ts';
import type { SignatureScheme } from '../model/signature-scheme.ts';
import { providers } from './providers.ts';
import { signatures } from './signatures.ts';

/** The names of all vendors, sorted. */
export const providerNames: readonly string[] = Object.keys(providers);

/** The names of all schemes of signatures, sorted. */
export const signatureNames: readonly string[] = Object.keys(signatures);

/** The name of the vendor that somebody calls so, whatever the case and the hyphens; undefined where none is. */
export function providerNamed(name: string): string | undefined {
  const wanted = plain(name);
  return providerNames.find((known) =>
    [known, ...(providers[known]?.aliases ?? [])].some((other) => plain(other) === wanted),
  );
}

/** The vendor whose address this is, `https://api.example.com/v1`; undefined where none is recognised. */
export function providerAt(address: string): string | undefined {
  const { host, path } =
    /^https?:\/\/(?<host>[^/?#\s\\]+)(?<path>[^?#\s]*)/i.exec(address)?.groups ?? {};
  if (host === undefined) return undefined;
  const name = host.toLowerCase().replace(/^.*@|\.?(?::\d+)?$/g, '');
  return providerNames.find((known) =>
    providers[known]?.hosts.some((pattern) => fits(pattern, { name, path: path ?? '' })),
  );
}

/** The name of the scheme that somebody calls so. */
export function signatureNamed(name: string): string | undefined {
  const wanted = plain(name);
  return signatureNames.find((known) => plain(known) === wanted);
}

/** Everything that is known of a vendor; undefined where there is none of that name. */
export async function loadProvider(name: string): Promise<Provider | undefined> {
  return Object.hasOwn(providers, name) ? providers[name]?.load() : undefined;
}

/** A scheme of signatures; undefined where there is none of that name. */
export async function loadSignature(name: string): Promise<SignatureScheme | undefined> {
  return Object.hasOwn(signatures, name) ? signatures[name]?.() : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s._-]/g, '');
}

// `.example.com` is every name below it; a part of a path counts only at its beginning.
function fits(pattern: string, { name, path }: { name: string; path: string }): boolean {
  const slash = pattern.indexOf('/');
  const [host, part] = slash < 0 ? [pattern, ''] : [pattern.slice(0, slash), pattern.slice(slash)];
  const isHost = host.startsWith('.')
    ? name.endsWith(host) && name.length > host.length
    : name === host;
  if (!isHost || part === '') return isHost;
  const at = path.replace(/\/+$/, '');
  return part === '/' ? at === '' : at === part || at.startsWith(`${part}/`);
}
