import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Signed with the secret token of the app. */
export const zoom: SignatureScheme = {
  name: 'zoom',
  title: 'Zoom',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'x-zm-signature',
  prefix: 'v0=',
  signed: ['v0:', 'timestamp', ':', 'body'],
  encoding: 'hex',
  timestamp: { header: 'x-zm-request-timestamp', unit: 's' },
  tolerance: 300,
  handshake: 'answer endpoint.url_validation with the HMAC of its plainToken, again every 72 h',
  from: official('https://github.com/zoom/webhook-sample'),
};
