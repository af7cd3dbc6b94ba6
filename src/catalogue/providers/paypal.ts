import type { Provider } from '../../model/provider.ts';

/** PayPal's REST API, of which little is published. */
export const paypal: Provider = {
  name: 'paypal',
  title: 'PayPal',
  webhook: { signature: 'paypal' },
  remembered: [
    { about: 'repeats', what: 'it honours the header PayPal-Request-Id' },
    { about: 'events', what: 'it sends an unanswered event 25 times more over 3 days' },
  ],
};
