import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Two keys and two headers; one that fits is enough. */
export const box: SignatureScheme = {
  name: 'box',
  title: 'Box',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'box-signature-primary',
  prefix: '',
  signed: ['body', 'timestamp'],
  encoding: 'base64',
  timestamp: { header: 'box-delivery-timestamp', unit: 'date' },
  tolerance: 600,
  caution: 'box-signature-secondary holds the signature of the second key',
  from: official('npm box-node-sdk@10.12.0'),
};
