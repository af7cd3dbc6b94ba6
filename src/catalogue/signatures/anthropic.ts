import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';
import { standardWebhooks } from './standard-webhooks.ts';

/** Standard Webhooks. */
export const anthropic: SignatureScheme = {
  ...standardWebhooks,
  name: 'anthropic',
  title: 'Anthropic',

  from: official('npm @anthropic-ai/sdk@1.12.0'),
};
