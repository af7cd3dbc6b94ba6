import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official('https://docs.svix.com/retries.md');

/** Whoever sends by Svix: Clerk, Resend and others. */
export const svixSender: Provider = {
  name: 'svix-sender',
  title: 'Svix',
  webhook: {
    signature: 'svix',
    answerWithin: { value: 15, from: deliveries },
    redelivery: { value: { seconds: 99_305, attempts: 8 }, from: deliveries },
  },
  cautions: [
    {
      about: 'events',
      value: 'answer 2xx, never a redirect; an address that only fails for 5 days is switched off',
      from: deliveries,
    },
  ],
};
