import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { cited } from '../evidence.ts';

/** Signed with the client secret of the integration. */
export const sentry: SignatureScheme = {
  name: 'sentry',
  title: 'Sentry',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'Sentry-Hook-Signature',
  prefix: '',
  signed: ['body'],
  encoding: 'hex',
  caution: 'Sentry-Hook-Timestamp is not signed, so it proves nothing',
  from: cited('four public receivers that verify Sentry-Hook-Signature'),
};
