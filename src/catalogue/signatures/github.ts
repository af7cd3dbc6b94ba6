import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Without a time: an old delivery is told by its id alone. */
export const github: SignatureScheme = {
  name: 'github',
  title: 'GitHub',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-Hub-Signature-256',
  prefix: 'sha256=',
  signed: ['body'],
  encoding: 'hex',
  eventId: { header: 'X-GitHub-Delivery' },
  caution: 'no time is signed, so a repeat is told by the delivery id alone',
  from: official('npm @octokit/webhooks-methods@6.0.0'),
};
