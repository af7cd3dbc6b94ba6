import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** A list of `t=` and `v1=`; two of `v1=` while a secret is replaced. */
export const stripe: SignatureScheme = {
  name: 'stripe',
  title: 'Stripe',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'Stripe-Signature',
  separator: ',',
  prefix: 'v1=',
  signed: ['timestamp', '.', 'body'],
  encoding: 'hex',
  timestamp: { prefix: 't=', unit: 's' },
  tolerance: 300,
  eventId: { field: 'id' },
  from: official('npm stripe@23.1.0'),
};
