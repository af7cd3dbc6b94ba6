import type { Provider } from '../../model/provider.ts';
import { cited } from '../evidence.ts';
import { minute, requests } from '../forms.ts';

const changelog = cited(
  'https://www.twilio.com/en-us/changelog/imposing-rate-limits-on-some-sendgrid-v2-api-endpoints',
  '2019',
);

/** SendGrid's mail API. */
export const sendgrid: Provider = {
  name: 'sendgrid',
  title: 'SendGrid',
  limits: [
    {
      value: requests(600, minute, { scope: 'user' }),
      covers: { paths: ['/v2'] },
      what: 'some calls of v2',
      from: changelog,
    },
  ],
  webhook: { signature: 'sendgrid' },
  remembered: [
    { about: 'events', what: 'it sends an unanswered event again for 24 h' },
    { about: 'calls', what: 'X-RateLimit-Reset tells seconds since the epoch' },
  ],
};
