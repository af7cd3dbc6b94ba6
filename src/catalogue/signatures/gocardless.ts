import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Several events in one delivery. */
export const gocardless: SignatureScheme = {
  name: 'gocardless',
  title: 'GoCardless',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'Webhook-Signature',
  prefix: '',
  signed: ['body'],
  encoding: 'hex',
  eventId: { field: 'events[].id' },
  from: official('npm gocardless-nodejs@10.1.2'),
};
