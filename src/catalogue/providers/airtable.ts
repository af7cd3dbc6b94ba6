import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { requests, second } from '../forms.ts';

const rates = official('https://support.airtable.com/docs/en/managing-api-call-limits-in-airtable');

/** Airtable's Web API. */
export const airtable: Provider = {
  name: 'airtable',
  title: 'Airtable',
  limits: [
    { value: requests(5, second, { scope: 'base' }), from: rates },
    { value: requests(50, second, { scope: 'user' }), from: rates },
  ],
  penalty: { value: 30, from: rates },
  cautions: [
    {
      about: 'calls',
      value: 'count the calls of a month on the Free and Team plans, which cap them',
      from: rates,
    },
    {
      about: 'events',
      value: 'read the changes with a cursor: a notification carries none of them',
      from: official(
        'https://support.airtable.com/docs/airtable-webhooks-api-beta-deprecation-notice',
      ),
    },
  ],
};
