import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { day, requests } from '../forms.ts';

const rates = official(
  'https://developer.salesforce.com (salesforce-app-limits-platform-api)',
  '2026-08-27',
);

/** Salesforce's Platform API. */
export const salesforce: Provider = {
  name: 'salesforce',
  title: 'Salesforce',
  limits: [
    {
      value: requests(100_000, day, { scope: 'organisation' }),
      tier: 'organisations without user licences',
      from: rates,
    },
  ],
  throttled: { value: [{ status: 403, code: 'REQUEST_LIMIT_EXCEEDED' }], from: rates },
  cautions: [
    {
      about: 'calls',
      value: 'add 1000 calls a day for each user licence (5000 of Unlimited), as bought',
      from: rates,
    },
    {
      about: 'calls',
      value: 'keep calls of 20 s or longer to 25 at a time (5 on Developer and trial)',
      from: rates,
    },
  ],
};
