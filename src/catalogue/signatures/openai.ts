import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';
import { standardWebhooks } from './standard-webhooks.ts';

/** Standard Webhooks. */
export const openai: SignatureScheme = {
  ...standardWebhooks,
  name: 'openai',
  title: 'OpenAI',

  from: official('npm openai@6.49.0'),
};
