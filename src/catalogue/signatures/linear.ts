import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** The time that counts stands in the body, which is signed. */
export const linear: SignatureScheme = {
  name: 'linear',
  title: 'Linear',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'Linear-Signature',
  prefix: '',
  signed: ['body'],
  encoding: 'hex',
  timestamp: { field: 'webhookTimestamp', unit: 'ms' },
  tolerance: 60,
  caution: 'the header Linear-Timestamp is not signed: take the time from the body',
  from: official('npm @linear/sdk@98.0.0'),
};
