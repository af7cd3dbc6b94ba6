import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Time and body. */
export const zendesk: SignatureScheme = {
  name: 'zendesk',
  title: 'Zendesk',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-Zendesk-Webhook-Signature',
  prefix: '',
  signed: ['timestamp', 'body'],
  encoding: 'base64',
  timestamp: { header: 'X-Zendesk-Webhook-Signature-Timestamp', unit: 'date' },
  tolerance: 300,
  from: official('https://developer.zendesk.com/documentation/webhooks/verifying'),
};
