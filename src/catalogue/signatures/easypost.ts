import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Signed with a secret in the normal form NFKD. */
export const easypost: SignatureScheme = {
  name: 'easypost',
  title: 'EasyPost',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-Hmac-Signature',
  prefix: 'hmac-sha256-hex=',
  signed: ['body'],
  encoding: 'hex',
  caution: "the vendor's own library writes whole weights with .0 before it signs",
  from: official('npm @easypost/api@8.9.0'),
};
