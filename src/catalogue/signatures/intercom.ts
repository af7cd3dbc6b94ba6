import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { cited } from '../evidence.ts';

/** Signed with the client secret of the app. */
export const intercom: SignatureScheme = {
  name: 'intercom',
  title: 'Intercom',
  algorithm: 'hmac-sha1',
  key: 'text',
  header: 'X-Hub-Signature',
  prefix: 'sha1=',
  signed: ['body'],
  encoding: 'hex',
  eventId: { field: 'id' },
  from: cited('https://github.com/hookdeck/webhook-skills (intercom)'),
};
