import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Signed with the signing secret of the app. */
export const slack: SignatureScheme = {
  name: 'slack',
  title: 'Slack',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-Slack-Signature',
  prefix: 'v0=',
  signed: ['v0:', 'timestamp', ':', 'body'],
  encoding: 'hex',
  timestamp: { header: 'X-Slack-Request-Timestamp', unit: 's' },
  tolerance: 300,
  eventId: { field: 'event_id' },
  handshake: 'answer url_verification with its challenge',
  from: official('npm @slack/bolt@5.1.0'),
};
