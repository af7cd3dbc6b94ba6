import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Signed with the secret of the webhook. */
export const razorpay: SignatureScheme = {
  name: 'razorpay',
  title: 'Razorpay',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-Razorpay-Signature',
  prefix: '',
  signed: ['body'],
  encoding: 'hex',
  from: official('npm razorpay@2.9.8'),
};
