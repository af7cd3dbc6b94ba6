import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official('https://developers.paymongo.com/docs/webhook-retry-logic');

/** PayMongo's payments API. */
export const paymongo: Provider = {
  name: 'paymongo',
  title: 'PayMongo',
  webhook: { redelivery: { value: { seconds: 8190, attempts: 12 }, from: deliveries } },
  cautions: [
    {
      about: 'events',
      value:
        'watch that the address is on: three events without an answer switch it off, and none can be sent again',
      from: deliveries,
    },
  ],
};
