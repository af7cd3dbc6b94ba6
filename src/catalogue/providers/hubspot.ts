import type { Provider } from '../../model/provider.ts';
import { cited, disputed } from '../evidence.ts';
import { day, requests, second } from '../forms.ts';

const rates = cited('https://developers.hubspot.com/changelog/increasing-our-api-limits');
const older = disputed('https://github.com/api-evangelist/hubspot');

/** HubSpot's APIs. */
export const hubspot: Provider = {
  name: 'hubspot',
  title: 'HubSpot',
  limits: [
    { value: requests(190, 10, { scope: 'private app' }), from: rates },
    {
      value: requests(250, 10, { scope: 'private app' }),
      insteadFor: 'accounts with the capacity pack',
      from: rates,
    },
    { value: requests(650_000, day, { scope: 'account' }), tier: 'Professional', from: rates },
    { value: requests(1_000_000, day, { scope: 'account' }), tier: 'Enterprise', from: rates },
    {
      value: requests(4, second, { scope: 'account' }),
      covers: { paths: ['/search'] },
      what: 'search',
      from: older,
    },
  ],
  webhook: { signature: 'hubspot-v3' },
  remembered: [
    { about: 'events', what: 'it wants an answer within 5 s' },
    { about: 'events', what: 'it sends an unanswered event ten times more over 24 h' },
  ],
};
