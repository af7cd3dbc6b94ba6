import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';
import { hour, requests } from '../forms.ts';

const numbers = cited('https://skills.sh (linear-rate-limits)');
const algorithm = official('https://linear.app/developers/rate-limiting.md');

/** Linear's GraphQL API. */
export const linear: Provider = {
  name: 'linear',
  title: 'Linear',
  limits: [{ value: requests(5000, hour, { scope: 'api key' }), from: numbers }],
  throttled: { value: [{ code: 'RATELIMITED' }], from: algorithm },
  webhook: { signature: 'linear' },
  cautions: [
    {
      about: 'calls',
      value: 'count complexity too: 250,000 points an hour, 10,000 in one query',
      from: numbers,
    },
  ],
  remembered: [
    { about: 'events', what: 'it wants an answer within 5 s' },
    { about: 'events', what: 'it sends an unanswered event again after 1 min, 1 h and 6 h' },
  ],
};
