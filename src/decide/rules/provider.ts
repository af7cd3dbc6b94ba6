import type { System } from '../../model/integration.ts';
import type { KnownProvider, Topic } from '../../model/provider.ts';
import type { Decision, Source } from '../../plan/decision.ts';
import type { PlannedProvider } from '../../plan/provider.ts';
import { stated } from '../derive.ts';
import { cataloguedAt, declaredAt } from '../rule.ts';

/** Which vendor a system is, and what follows from that besides figures; undefined where the catalogue knows none. */
export function decideProvider(
  system: System,
  topics: ReadonlySet<Topic>,
): PlannedProvider | undefined {
  const { known } = system;
  if (known === undefined) return undefined;
  const { provider } = known;
  const { name, title, cautions = [], remembered = [] } = provider;
  const id = `systems.${system.id}.provider`;
  return {
    name: stated(id, sourceOf(system, known), { value: name, reason: reasonOf(system.id, known) }),
    title,
    cautions: cautions
      .filter(({ about }) => topics.has(about))
      .map(({ value, from }, index): Decision<string> =>
        stated(`${id}.cautions.${String(index)}`, cataloguedAt(name, from), {
          value,
          reason: `${title} is so, and what is generated does not see to it.`,
        }),
      ),
    remembered: remembered
      .filter(({ about }) => topics.has(about) && !isDeclared(system, about))
      .map(({ what }) => what),
  };
}

/** What the file says need not be asked any more. */
function isDeclared({ idempotency, webhook }: System, about: Topic): boolean {
  if (about === 'repeats') return idempotency !== undefined;
  const declared = webhook === undefined || webhook.value === 'none' ? undefined : webhook.value;
  return about === 'events' && declared?.redeliversForSeconds !== undefined;
}

function reasonOf(id: string, { provider, by, address }: KnownProvider): string {
  return by === 'provider'
    ? `The file says that ${id} is ${provider.title}, so what the catalogue knows of it holds where file and description are silent.`
    : `${address ?? 'Its address'} is an address of ${provider.title}, so what the catalogue knows of it holds where file and description are silent.`;
}

function sourceOf({ provider, url, api, at }: System, { by, address }: KnownProvider): Source {
  if (by === 'provider' && provider !== undefined) return declaredAt(provider.at);
  if (by === 'url' && url !== undefined) return declaredAt(url.at);
  if (api === undefined) return declaredAt(at);
  return {
    kind: 'documented',
    file: api.file,
    pointer: api.serverPointer ?? '/servers/0/url',
    ...(address === undefined ? {} : { quote: address }),
  };
}
