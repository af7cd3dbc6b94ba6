import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official('https://developers.brevo.com/docs/retry-mechanism.md');

/** Brevo's mail API. */
export const brevo: Provider = {
  name: 'brevo',
  title: 'Brevo',
  webhook: { redelivery: { value: { seconds: 40_200, attempts: 4 }, from: deliveries } },
  cautions: [
    {
      about: 'events',
      value: 'answer 2xx or 429 even while draining: an event that gets any 5xx is dropped',
      from: deliveries,
    },
  ],
};
