import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** The address holds the SHA-256 of the body in `bodySHA256`. */
export const twilioJson: SignatureScheme = {
  name: 'twilio-json',
  title: 'Twilio (JSON)',
  algorithm: 'hmac-sha1',
  key: 'text',
  header: 'X-Twilio-Signature',
  prefix: '',
  signed: ['url'],
  encoding: 'base64',
  caution: 'compare bodySHA256 of the address with the SHA-256 of the body too',
  from: official('npm twilio@6.2.0'),
};
