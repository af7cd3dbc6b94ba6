import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { requests, second } from '../forms.ts';

const rates = official(
  'https://auth0.com/docs (rate limit configurations, Essentials and Professional)',
);

/** Auth0's APIs. */
export const auth0: Provider = {
  name: 'auth0',
  title: 'Auth0',
  limits: [
    {
      value: requests(25, second, { burst: 25, scope: 'tenant' }),
      covers: { paths: ['/oauth', '/authorize', '/userinfo', '/dbconnections'] },
      what: 'Authentication API',
      tier: 'Essentials and Professional',
      from: rates,
    },
  ],
  remembered: [{ about: 'calls', what: 'x-ratelimit-reset tells seconds since the epoch' }],
};
