import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { requests, second } from '../forms.ts';

const rates = official(
  'https://developers.cloudflare.com/fundamentals/api/reference/limits',
  '2026-04-20',
);

/** Cloudflare's API. */
export const cloudflare: Provider = {
  name: 'cloudflare',
  title: 'Cloudflare',
  limits: [
    { value: requests(1200, 300, { scope: 'user' }), from: rates },
    { value: requests(200, second, { scope: 'ip address' }), from: rates },
    {
      value: requests(320, 300, { scope: 'user' }),
      covers: { paths: ['/graphql'] },
      what: 'GraphQL',
      from: rates,
    },
  ],
  penalty: { value: 300, from: rates },
};
