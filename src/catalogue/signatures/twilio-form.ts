import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** The address as the vendor called it, then the fields of the form in order of their names. */
export const twilioForm: SignatureScheme = {
  name: 'twilio-form',
  title: 'Twilio (form)',
  algorithm: 'hmac-sha1',
  key: 'text',
  header: 'X-Twilio-Signature',
  prefix: '',
  signed: ['url', 'form'],
  encoding: 'base64',
  caution:
    'the public address is signed, port and query included: try the forms that a proxy may have changed',
  from: official('npm twilio@6.2.0'),
};
