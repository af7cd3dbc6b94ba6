import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';

const sdk = official('npm @anthropic-ai/sdk@1.12.0');
const articles = cited('https://developersdigest.tech', '2026-10-18');

/** Anthropic's API, whose limits are by model and organisation. */
export const anthropic: Provider = {
  name: 'anthropic',
  title: 'Anthropic',
  throttled: { value: [{ status: 429 }, { status: 529 }], from: articles },
  hints: {
    value: [
      { header: 'anthropic-ratelimit-requests-reset', form: 'date' },
      { header: 'Retry-After', form: 'seconds' },
    ],
    from: sdk,
  },
  webhook: { signature: 'anthropic' },
  cautions: [
    {
      about: 'calls',
      value: 'count tokens in and out as well as requests: each has a bucket of its own',
      from: articles,
    },
  ],
};
