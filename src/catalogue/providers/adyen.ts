import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { day } from '../forms.ts';

const deliveries = official(
  'https://docs.adyen.com/development-resources/webhooks/troubleshoot',
  '2026-05-24',
);

/** Adyen's payments platform. */
export const adyen: Provider = {
  name: 'adyen',
  title: 'Adyen',
  webhook: {
    signature: 'adyen-standard',
    answerWithin: { value: 10, from: deliveries },
    redelivery: { value: { seconds: 30 * day }, from: deliveries },
  },
  cautions: [
    {
      about: 'events',
      value: 'answer each event soon: a queue for each address waits for the first one',
      from: deliveries,
    },
  ],
  remembered: [{ about: 'repeats', what: 'it honours the header idempotency-key, for 7 days' }],
};
