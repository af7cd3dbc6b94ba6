import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** The secret itself in a header. */
export const gitlabToken: SignatureScheme = {
  name: 'gitlab-token',
  title: 'GitLab token',
  algorithm: 'shared-token',
  key: 'text',
  header: 'X-Gitlab-Token',
  prefix: '',
  signed: [],
  encoding: 'none',
  caution: 'nothing is signed: allow only its addresses, and read back before acting',
  from: official(
    'https://github.com/gitlabhq/gitlabhq/blob/00c78fb/doc/user/project/integrations/webhooks.md',
  ),
};
