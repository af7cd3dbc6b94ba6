import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** The address that was registered, then the body. */
export const square: SignatureScheme = {
  name: 'square',
  title: 'Square',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'x-square-hmacsha256-signature',
  prefix: '',
  signed: ['url', 'body'],
  encoding: 'base64',
  eventId: { field: 'event_id' },
  caution: 'the registered address is signed, to the letter',
  from: official('npm square@46.0.0'),
};
