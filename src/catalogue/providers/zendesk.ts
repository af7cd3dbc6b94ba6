import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';
import { minute, requests } from '../forms.ts';

const plans = cited('https://www.eesel.ai (figures of the plans)', '2026-02-27');
const headers = official('https://developer.zendesk.com/api-reference/introduction/rate-limits');
const left = { scope: 'account', remaining: 'X-Rate-Limit-Remaining' };

/** Zendesk's Support API. */
export const zendesk: Provider = {
  name: 'zendesk',
  title: 'Zendesk',
  limits: [
    { value: requests(200, minute, left), tier: 'Team', from: plans },
    { value: requests(400, minute, left), tier: 'Growth and Professional', from: plans },
    { value: requests(700, minute, left), tier: 'Enterprise', from: plans },
    { value: requests(2500, minute, left), tier: 'Enterprise Plus', from: plans },
    {
      value: requests(10, minute),
      covers: { paths: ['/incremental'] },
      what: 'incremental exports',
      from: plans,
    },
    {
      value: requests(30, 600, { key: 'user and ticket' }),
      covers: { methods: ['put'], paths: ['/tickets'] },
      what: 'ticket updates',
      from: plans,
    },
  ],
  hints: {
    value: [
      { header: 'ratelimit-reset', form: 'seconds' },
      { header: 'Retry-After', form: 'seconds' },
    ],
    from: headers,
  },
  webhook: { signature: 'zendesk' },
  cautions: [
    {
      about: 'events',
      value: 'read back what its own circuit breaker withheld: not every failure is sent again',
      from: official('https://developer.zendesk.com/api-reference/webhooks/introduction'),
    },
  ],
};
