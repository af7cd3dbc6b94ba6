import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';

const sdk = official('npm openai@6.49.0');

/** OpenAI's API. */
export const openai: Provider = {
  name: 'openai',
  title: 'OpenAI',
  hints: { value: [{ header: 'Retry-After', form: 'seconds' }], from: sdk },
  webhook: {
    signature: 'openai',
    answerWithin: { value: 20, from: cited('https://github.com/hookdeck/webhook-skills (openai)') },
  },
  cautions: [
    {
      about: 'calls',
      value: 'do not repeat a 429 that is about billing',
      from: cited('https://developersdigest.tech', '2026-10-18'),
    },
  ],
  remembered: [
    { about: 'calls', what: 'x-ratelimit-reset-requests tells a duration such as 6m0s' },
  ],
};
