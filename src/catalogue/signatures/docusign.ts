import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { cited } from '../evidence.ts';

/** One header for each key that is active. */
export const docusign: SignatureScheme = {
  name: 'docusign',
  title: 'DocuSign Connect',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-DocuSign-Signature-1',
  prefix: '',
  signed: ['body'],
  encoding: 'base64',
  caution: 'each active key has a header of its own, numbered on: any that fits is enough',
  from: cited('https://github.com/hookdeck/webhook-skills (docusign)'),
};
