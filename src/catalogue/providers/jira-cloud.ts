import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';

const rates = official(
  'https://developer.atlassian.com (build an app that respects rate limits)',
  '2026-10-20',
);
const deliveries = cited('https://mrrefactoring.github.io/jira.js (WebhookHeaders)');

/** Jira Cloud's REST API, which publishes no figure that was read. */
export const jiraCloud: Provider = {
  name: 'jira-cloud',
  title: 'Jira Cloud',
  throttled: { value: [{ status: 429 }, { status: 503, header: 'Retry-After' }], from: rates },
  hints: {
    value: [
      { header: 'X-RateLimit-Reset', form: 'date' },
      { header: 'Retry-After', form: 'seconds' },
    ],
    from: rates,
  },
  webhook: { signature: 'jira-cloud' },
  cautions: [
    {
      about: 'calls',
      value:
        'expect three limits: points an hour, a burst for each endpoint, and writes for each issue',
      from: rates,
    },
    { about: 'events', value: 'answer 200 or 204: nothing else counts as taken', from: deliveries },
  ],
  remembered: [{ about: 'events', what: 'it sends an unanswered event up to five times' }],
};
