import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official('https://developers.dialpad.com/docs/webhook-delivery-failures');

/** Dialpad's API. */
export const dialpad: Provider = {
  name: 'dialpad',
  title: 'Dialpad',
  webhook: {
    answerWithin: { value: 5, from: deliveries },
    redelivery: { value: { seconds: 14, attempts: 3 }, from: deliveries },
  },
  cautions: [
    {
      about: 'events',
      value: 'answer 5xx, never 429, while draining: no 4xx is sent again',
      from: deliveries,
    },
  ],
};
