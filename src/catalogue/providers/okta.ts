import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const rates = official('https://developer.okta.com/docs/reference/rl-best-practices');

/** Okta's API, whose limits differ by endpoint and plan. */
export const okta: Provider = {
  name: 'okta',
  title: 'Okta',
  hints: { value: [{ header: 'X-Rate-Limit-Reset', form: 'epoch_seconds' }], from: rates },
  cautions: [
    {
      about: 'calls',
      value: 'look up the limit of each endpoint in its console, and that of calls at a time',
      from: rates,
    },
  ],
};
