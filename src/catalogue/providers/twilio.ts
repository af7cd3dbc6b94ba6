import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const throttling = official('https://www.twilio.com/docs/api/errors/20429', '2026-08-18');

/** Twilio's APIs, whose limit on calls at a time is not published. */
export const twilio: Provider = {
  name: 'twilio',
  title: 'Twilio',
  throttled: { value: [{ status: 429 }], from: throttling },
  webhook: { signature: 'twilio-form' },
  cautions: [
    {
      about: 'calls',
      value: 'ask how many calls may run at a time: the account has a limit that is not published',
      from: throttling,
    },
  ],
  remembered: [{ about: 'events', what: 'it wants an answer within 15 s' }],
};
