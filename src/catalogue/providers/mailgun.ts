import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { hour } from '../forms.ts';

const deliveries = official(
  'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-retries',
);

/** Mailgun's mail API. */
export const mailgun: Provider = {
  name: 'mailgun',
  title: 'Mailgun',
  webhook: {
    signature: 'mailgun',
    redelivery: { value: { seconds: 8 * hour, attempts: 6 }, from: deliveries },
  },
  cautions: [
    {
      about: 'events',
      value: 'answer 200 and never 406, which ends the repeats',
      from: deliveries,
    },
    {
      about: 'events',
      value: 'read deliveries back: notifications of them are not sent again',
      from: deliveries,
    },
  ],
};
