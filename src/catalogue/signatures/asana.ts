import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { remembered } from '../evidence.ts';

/** The secret comes in the first request. */
export const asana: SignatureScheme = {
  name: 'asana',
  title: 'Asana',
  algorithm: 'hmac-sha256',
  key: 'once',
  header: 'X-Hook-Signature',
  prefix: '',
  signed: ['body'],
  encoding: 'hex',
  handshake: 'send X-Hook-Secret of the first request back in the answer, and keep it',
  from: remembered(),
};
