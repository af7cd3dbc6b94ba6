import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';
import { day } from '../forms.ts';

const deliveries = cited('https://developer.squareup.com/docs/webhooks-api/delivery-sla');
const sdk = official('npm square@46.0.0');

/** Square's APIs. */
export const square: Provider = {
  name: 'square',
  title: 'Square',
  hints: { value: [{ header: 'X-RateLimit-Reset', form: 'epoch_seconds' }], from: sdk },
  webhook: {
    signature: 'square',
    answerWithin: { value: 10, from: deliveries },
    redelivery: { value: { seconds: 3 * day }, from: deliveries },
  },
  cautions: [
    {
      about: 'events',
      value: 'heed its e-mails: an address that fails for three weeks is switched off',
      from: deliveries,
    },
  ],
  remembered: [
    { about: 'repeats', what: 'it honours the field idempotency_key' },
    { about: 'events', what: 'it now sends an unanswered event again for 24 h only' },
  ],
};
