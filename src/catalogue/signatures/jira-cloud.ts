import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { cited } from '../evidence.ts';

/** The method stands before the signature. */
export const jiraCloud: SignatureScheme = {
  name: 'jira-cloud',
  title: 'Jira Cloud',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-Hub-Signature',
  prefix: 'sha256=',
  signed: ['body'],
  encoding: 'hex',
  eventId: { header: 'X-Atlassian-Webhook-Identifier' },
  from: cited(
    'https://mrrefactoring.github.io/jira.js (headers read, form of the signature from memory)',
  ),
};
