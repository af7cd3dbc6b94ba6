import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official(
  'https://docs.recurly.com/recurly-subscriptions/docs/automatic-retries',
);

/** Recurly's subscriptions. */
export const recurly: Provider = {
  name: 'recurly',
  title: 'Recurly',
  webhook: {
    redelivery: { value: { seconds: 262_308, attempts: 10 }, from: deliveries },
    ordered: { value: true, from: deliveries },
  },
};
