import {
  loadProvider,
  loadSignature,
  providerAt,
  providerNamed,
  providerNames,
  signatureNamed,
  signatureNames,
} from '../catalogue/find.ts';
import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { closest } from '../diagnostics/nearest.ts';
import type { Integration, System } from '../model/integration.ts';
import type { KnownProvider, KnownScheme } from '../model/provider.ts';
import { gapsOf } from './provider-gaps.ts';

/** Gives each system what the catalogue knows of its vendor and of the scheme that signs its events. */
export async function withKnownProviders(
  integration: Integration,
): Promise<{ readonly integration: Integration; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const systems: System[] = [];
  for (const system of integration.systems) {
    const known = await knownProvider(system);
    const scheme = await knownScheme(system, known);
    systems.push({ ...system, ...(known && { known }), ...(scheme && { scheme }) });
    diagnostics.push(...unknownNames(system));
    if (known === undefined) diagnostics.push(...(await hint(system, integration)));
  }
  return { integration: { ...integration, systems }, diagnostics };
}

// What the file says, then the address that it gives, then that of the description; the id is only a name.
async function knownProvider(system: System): Promise<KnownProvider | undefined> {
  const { provider: named, url, api } = system;
  if (named !== undefined) return found(providerNamed(named.value), { by: 'provider' });
  if ((system.kind?.value ?? 'rest') !== 'rest') return undefined;
  if (url !== undefined) return found(providerAt(url.value), { by: 'url', address: url.value });
  if (api?.server === undefined) return undefined;
  return found(providerAt(api.server), { by: 'description', address: api.server });
}

async function found(
  name: string | undefined,
  how: Omit<KnownProvider, 'provider'>,
): Promise<KnownProvider | undefined> {
  const provider = name === undefined ? undefined : await loadProvider(name);
  return provider && { provider, ...how };
}

async function knownScheme(
  { webhook }: System,
  known: KnownProvider | undefined,
): Promise<KnownScheme | undefined> {
  const declared = webhook === undefined || webhook.value === 'none' ? {} : webhook.value;
  if (webhook?.value === 'none' || declared.customSignature !== undefined) return undefined;
  const named = declared.signature;
  const name = named === undefined ? known?.provider.webhook?.signature : signatureNamed(named);
  const scheme = name === undefined ? undefined : await loadSignature(name);
  return scheme && { scheme, by: named === undefined ? 'provider' : 'signature' };
}

/** Said once for each name; what the catalogue lacks is no mistake, so the build goes on without it. */
function unknownNames({ id, provider, webhook }: System): readonly Diagnostic[] {
  const declared = webhook === undefined || webhook.value === 'none' ? undefined : webhook.value;
  const signature = declared?.customSignature === undefined ? declared?.signature : undefined;
  return [
    ...(provider === undefined ||
    isNone(provider.value) ||
    providerNamed(provider.value) !== undefined
      ? []
      : [
          diagnose(
            'system/unknown-provider',
            {
              system: id,
              provider: provider.value,
              near: closest(provider.value, providerNames, 3),
            },
            provider.at,
          ),
        ]),
    ...(webhook === undefined || signature === undefined || signatureNamed(signature) !== undefined
      ? []
      : [
          diagnose(
            'webhook/unknown-scheme',
            { system: id, scheme: signature, near: closest(signature, signatureNames, 3) },
            webhook.at,
          ),
        ]),
  ];
}

// An id may be anything: it only prompts the question, and only where the answer would fill a gap.
async function hint(system: System, integration: Integration): Promise<readonly Diagnostic[]> {
  const name = system.provider === undefined ? providerNamed(system.id) : undefined;
  const provider = name === undefined ? undefined : await loadProvider(name);
  if (provider === undefined) return [];
  const gaps = gapsOf(provider, { system, integration });
  if (gaps.length === 0) return [];
  const { id, at } = system;
  return [
    diagnose(
      'system/provider-hint',
      { system: id, provider: provider.name, gaps: gaps.join(', ') },
      at,
    ),
  ];
}

function isNone(name: string): boolean {
  return name === 'none';
}
