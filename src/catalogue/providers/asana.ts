import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { concurrent, minute, requests } from '../forms.ts';

const rates = official('https://developers.asana.com/docs/rate-limits');

/** Asana's API. */
export const asana: Provider = {
  name: 'asana',
  title: 'Asana',
  limits: [
    { value: requests(150, minute, { scope: 'token' }), tier: 'free domains', from: rates },
    { value: requests(1500, minute, { scope: 'token' }), tier: 'paid domains', from: rates },
    {
      value: requests(60, minute, { scope: 'token' }),
      covers: { paths: ['/search'] },
      what: 'search',
      from: rates,
    },
    {
      value: concurrent(5),
      covers: { paths: ['/duplicate', '/organization_exports'] },
      what: 'copies and exports',
      from: rates,
    },
  ],
  hints: { value: [{ header: 'Retry-After', form: 'seconds' }], from: rates },
  webhook: { signature: 'asana' },
  cautions: [
    {
      about: 'calls',
      value: 'expect limits on calls at a time and on their cost too, which have no figure',
      from: rates,
    },
  ],
  remembered: [{ about: 'events', what: 'it sends an unanswered event again for 24 h' }],
};
