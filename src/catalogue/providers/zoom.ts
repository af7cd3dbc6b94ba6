import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';
import { day, minute, requests, second } from '../forms.ts';

const numbers = cited('https://github.com/anthropics/knowledge-work-plugins (zoom rate-limits.md)');
const deliveries = official(
  'https://developers.zoom.us/changelog/platform/webhook-url-validation.md',
);

/** Zoom's API; calls that it calls heavy are taken for all. */
export const zoom: Provider = {
  name: 'zoom',
  title: 'Zoom',
  limits: [
    { value: requests(1, second, { scope: 'account' }), tier: 'heavy calls, Free', from: numbers },
    { value: requests(10, second, { scope: 'account' }), tier: 'heavy calls, Pro', from: numbers },
    {
      value: requests(40, second, { scope: 'account' }),
      tier: 'heavy calls, Business',
      from: numbers,
    },
    { value: requests(1000, day, { scope: 'account' }), tier: 'heavy calls, Free', from: numbers },
    { value: requests(30_000, day, { scope: 'account' }), tier: 'heavy calls, Pro', from: numbers },
    {
      value: requests(60_000, day, { scope: 'account' }),
      tier: 'heavy calls, Business',
      from: numbers,
    },
    {
      value: requests(10, minute, { scope: 'account' }),
      insteadFor: 'intensive calls',
      from: numbers,
    },
  ],
  webhook: {
    signature: 'zoom',
    answerWithin: { value: 3, from: cited('https://developers.zoom.us') },
  },
  cautions: [
    { about: 'calls', value: 'share the limits with every app of the account', from: numbers },
    { about: 'events', value: 'answer its validation of the address every 72 h', from: deliveries },
  ],
};
