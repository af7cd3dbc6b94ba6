import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** The open standard: a list of versions, of which `v1` is an HMAC. */
export const standardWebhooks: SignatureScheme = {
  name: 'standard-webhooks',
  title: 'Standard Webhooks',
  algorithm: 'hmac-sha256',
  key: 'whsec',
  header: 'webhook-signature',
  separator: ' ',
  prefix: 'v1,',
  signed: ['id', '.', 'timestamp', '.', 'body'],
  encoding: 'base64',
  timestamp: { header: 'webhook-timestamp', unit: 's' },
  tolerance: 300,
  eventId: { header: 'webhook-id' },
  from: official(
    'https://github.com/standard-webhooks/standard-webhooks/blob/b2fa7b8/spec/standard-webhooks.md',
    '2026-08-17',
  ),
};
