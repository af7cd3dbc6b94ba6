import type { Provider } from '../../model/provider.ts';
import { disputed, official } from '../evidence.ts';
import { concurrent, minute, requests, second } from '../forms.ts';

const rates = official('https://developer.intuit.com (limits and throttles)');
const old = disputed('https://blogs.intuit.com (quickbooks-online)', '2016');
const deliveries = official('https://developer.intuit.com (webhooks, best practices)');

/** QuickBooks Online's accounting API. */
export const quickbooksOnline: Provider = {
  name: 'quickbooks-online',
  title: 'QuickBooks Online',
  limits: [
    { value: requests(500, minute, { scope: 'company' }), from: rates },
    { value: requests(10, second, { scope: 'company' }), from: rates },
    {
      value: requests(40, minute, { scope: 'company' }),
      covers: { paths: ['/batch'] },
      what: 'batches',
      from: rates,
    },
    { value: concurrent(10, { scope: 'company' }), from: old },
  ],
  penalty: { value: 60, from: rates },
  webhook: { signature: 'quickbooks', answerWithin: { value: 3, from: deliveries } },
  cautions: [
    {
      about: 'repeats',
      value: 'send request-id in the query of each write: a repeat then gets the first answer',
      from: rates,
    },
    {
      about: 'calls',
      value: 'declare latency: { max: 120s }, as long as it works on one call',
      from: rates,
    },
    {
      about: 'events',
      value: 'answer each event soon: later ones may wait until the first is taken',
      from: deliveries,
    },
    {
      about: 'events',
      value: 'read the changes of each day by its change data capture',
      from: deliveries,
    },
  ],
};
