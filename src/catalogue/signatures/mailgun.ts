import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { remembered } from '../evidence.ts';

/** Time and token in the body are signed, the event is not. */
export const mailgun: SignatureScheme = {
  name: 'mailgun',
  title: 'Mailgun',
  algorithm: 'hmac-sha256',
  key: 'text',
  field: 'signature.signature',
  signed: ['timestamp', 'token'],
  encoding: 'hex',
  timestamp: { field: 'signature.timestamp', unit: 's' },
  tolerance: 300,
  caution: 'the event itself is not signed: read it back before acting, and take each token once',
  from: remembered(),
};
