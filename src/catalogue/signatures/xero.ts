import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { cited } from '../evidence.ts';

/** Signed with the key of the webhook. */
export const xero: SignatureScheme = {
  name: 'xero',
  title: 'Xero',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'x-xero-signature',
  prefix: '',
  signed: ['body'],
  encoding: 'base64',
  handshake: 'answer 200 to right signatures and 401 to wrong ones before events come',
  from: cited('https://github.com/hookdeck/webhook-skills (xero)'),
};
