import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { minute, requests, second } from '../forms.ts';

const rates = official('https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling');

/** Calls of a burst of 1 s and of a steady minute, by the size that each endpoint has. */
const sizes = [
  ['XS', 1, 15],
  ['S', 3, 60],
  ['M', 10, 150],
  ['L', 75, 700],
  ['XL', 350, 3500],
] as const;

/** Klaviyo's API, each endpoint of which has one of five sizes. */
export const klaviyo: Provider = {
  name: 'klaviyo',
  title: 'Klaviyo',
  limits: sizes.flatMap(([size, burst, steady]) =>
    [
      requests(burst, second, { scope: 'account' }),
      requests(steady, minute, { scope: 'account' }),
    ].map((value) => ({
      value,
      each: 'operation' as const,
      tier: `endpoints of size ${size}`,
      from: rates,
    })),
  ),
  hints: { value: [{ header: 'RateLimit-Reset', form: 'seconds' }], from: rates },
  cautions: [
    {
      about: 'calls',
      value: 'read its headers as those of the minute alone: they do not tell of the burst',
      from: rates,
    },
  ],
  remembered: [{ about: 'calls', what: 'a 429 carries Retry-After' }],
};
