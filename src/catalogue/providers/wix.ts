import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official(
  'https://dev.wix.com/docs/rest/articles/getting-started/webhook-resend-policy',
);

/** Wix's APIs. */
export const wix: Provider = {
  name: 'wix',
  title: 'Wix',
  webhook: {
    answerWithin: { value: 1.25, from: deliveries },
    redelivery: { value: { seconds: 169_860, attempts: 12 }, from: deliveries },
    ordered: { value: false, from: deliveries },
  },
  cautions: [
    { about: 'events', value: 'answer 200: nothing else counts as taken', from: deliveries },
  ],
};
