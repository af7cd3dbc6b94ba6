import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';
import { standardWebhooks } from './standard-webhooks.ts';

/** Standard Webhooks under other names of the headers. */
export const svix: SignatureScheme = {
  ...standardWebhooks,
  name: 'svix',
  title: 'Svix',
  header: 'svix-signature',
  timestamp: { header: 'svix-timestamp', unit: 's' },
  eventId: { header: 'svix-id' },
  from: official('npm svix@1.99.1'),
};
