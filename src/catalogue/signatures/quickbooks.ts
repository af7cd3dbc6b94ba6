import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { remembered } from '../evidence.ts';

/** Signed with the verifier token. */
export const quickbooks: SignatureScheme = {
  name: 'quickbooks',
  title: 'QuickBooks',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'intuit-signature',
  prefix: '',
  signed: ['body'],
  encoding: 'base64',
  from: remembered(),
};
