import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { requests, second } from '../forms.ts';

const rates = official('https://docs.discord.com/developers/topics/rate-limits.md');
const bans = official('https://support-dev.discord.com/hc/articles/6223003921559');

/** Discord's API for bots. */
export const discord: Provider = {
  name: 'discord',
  title: 'Discord',
  limits: [
    { value: requests(50, second, { scope: 'bot' }), from: rates },
    {
      value: requests(10_000, 600, { scope: 'ip address' }),
      insteadFor: 'refused calls (401, 403, 429)',
      from: bans,
    },
  ],
  hints: {
    value: [
      { header: 'X-RateLimit-Reset-After', form: 'seconds' },
      { header: 'X-RateLimit-Reset', form: 'epoch_seconds' },
      { header: 'Retry-After', form: 'seconds' },
    ],
    from: rates,
  },
  cautions: [
    {
      about: 'calls',
      value: 'heed the bucket that X-RateLimit-Bucket names: each route has limits that change',
      from: rates,
    },
    {
      about: 'calls',
      value: 'count 401, 403 and 429: 10,000 in ten minutes lock the address out',
      from: bans,
    },
  ],
};
