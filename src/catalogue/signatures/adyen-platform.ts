import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { cited } from '../evidence.ts';

/** The body, with a key that is written in hex. */
export const adyenPlatform: SignatureScheme = {
  name: 'adyen-platform',
  title: 'Adyen (platform)',
  algorithm: 'hmac-sha256',
  key: 'hex',
  header: 'hmacsignature',
  prefix: '',
  signed: ['body'],
  encoding: 'base64',
  from: cited('npm @adyen/api-library@32.1.0; the name of the header from memory'),
};
