import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { cited } from '../evidence.ts';

/** A certificate whose address comes along. */
export const paypal: SignatureScheme = {
  name: 'paypal',
  title: 'PayPal',
  algorithm: 'rsa-sha256',
  key: 'certificate',
  header: 'PAYPAL-TRANSMISSION-SIG',
  prefix: '',
  signed: ['id', '|', 'timestamp', '|', 'webhook id', '|', 'crc32 of body'],
  encoding: 'base64',
  timestamp: { header: 'PAYPAL-TRANSMISSION-TIME', unit: 'date' },
  eventId: { field: 'id' },
  caution:
    'take the certificate from api.paypal.com or api.sandbox.paypal.com alone, over https, without redirects',
  from: cited('https://developer.paypal.com/api/webhooks/v1'),
};
