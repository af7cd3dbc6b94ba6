import type { System } from '../../model/integration.ts';
import { present } from '../../model/present.ts';
import type { SignatureScheme } from '../../model/signature-scheme.ts';
import type { Source } from '../../plan/decision.ts';
import type { PlannedWebhook } from '../../plan/webhook.ts';
import { stated } from '../derive.ts';
import { cataloguedAt } from '../rule.ts';

/** What the catalogue knows of the scheme that signs the events of a system; nothing where it has none. */
export function schemeOf(
  owner: string,
  { scheme: known }: System,
): Pick<PlannedWebhook, 'recipe' | 'tolerance' | 'eventId' | 'handshake'> {
  if (known === undefined) return {};
  const { scheme } = known;
  const { tolerance, eventId, handshake } = scheme;
  const source = schemeSource(scheme);
  return present({
    recipe: stated(`${owner}.recipe`, source, {
      value: recipeOf(scheme),
      reason:
        scheme.caution === undefined
          ? `So ${scheme.title} signs the bytes of an event, before anything reads them.`
          : `So ${scheme.title} signs an event; ${scheme.caution}.`,
    }),
    tolerance:
      tolerance === undefined
        ? undefined
        : stated(`${owner}.tolerance`, source, {
            value: tolerance,
            unit: 's' as const,
            reason:
              'An older or later time than that, by either clock, is a repeat of somebody else and is refused.',
          }),
    eventId:
      eventId === undefined
        ? undefined
        : stated(`${owner}.event-id`, source, {
            value: 'header' in eventId ? `header ${eventId.header}` : `body field ${eventId.field}`,
            reason: `${scheme.title} keeps it when it sends an event again, so it tells a repeat from news.`,
          }),
    handshake:
      handshake === undefined
        ? undefined
        : stated(`${owner}.handshake`, source, {
            value: handshake,
            reason: `${scheme.title} sends nothing to an address that does not.`,
          }),
  });
}

/** The source of what the catalogue knows of a scheme. */
export function schemeSource({ name, from }: SignatureScheme): Source {
  return cataloguedAt(name, from);
}

/** `HMAC-SHA256 of timestamp . body, hex, header Stripe-Signature`. */
function recipeOf({ algorithm, signed, encoding, header, field }: SignatureScheme): string {
  const place = header === undefined ? `body field ${field ?? ''}` : `header ${header}`;
  if (algorithm === 'shared-token') return `the secret itself in ${place}`;
  return `${names[algorithm]} of ${signed.join(' ')}, ${encoding}, in ${place}`;
}

const names = {
  'hmac-sha1': 'HMAC-SHA1',
  'hmac-sha256': 'HMAC-SHA256',
  'ecdsa-p256-sha256': 'ECDSA P-256 with SHA-256',
  'rsa-sha256': 'RSA with SHA-256',
  'jwt-es256': 'a JWT (ES256)',
} as const;
