import type { Provider } from '../../model/provider.ts';

/** Plaid's API. */
export const plaid: Provider = {
  name: 'plaid',
  title: 'Plaid',
  webhook: { signature: 'plaid' },
  remembered: [
    { about: 'events', what: 'it wants an answer within 10 s' },
    { about: 'events', what: 'it sends an unanswered event again for 24 h' },
    { about: 'calls', what: 'its limits are by item and endpoint' },
  ],
};
