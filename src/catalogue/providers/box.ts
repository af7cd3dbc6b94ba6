import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';
import { minute, requests, second } from '../forms.ts';

const rates = official(
  'https://developer.box.com/guides/api-calls/permissions-and-errors/rate-limits',
);
const tokens = official('https://developer.box.com/guides/getting-started/agent-playbook');

/** Box's content API. */
export const box: Provider = {
  name: 'box',
  title: 'Box',
  limits: [
    { value: requests(1000, minute, { scope: 'user' }), from: rates },
    {
      value: requests(240, minute, { scope: 'user' }),
      covers: { methods: ['post'], paths: ['/files/content'] },
      what: 'uploads',
      from: rates,
    },
    {
      value: requests(6, second, { scope: 'user' }),
      covers: { paths: ['/search'] },
      what: 'search',
      from: rates,
    },
    {
      value: requests(60, minute, { scope: 'user' }),
      covers: { paths: ['/search'] },
      what: 'search',
      from: rates,
    },
    {
      value: requests(12, second, { scope: 'enterprise' }),
      covers: { paths: ['/search'] },
      what: 'search',
      from: rates,
    },
  ],
  hints: { value: [{ header: 'Retry-After', form: 'seconds' }], from: rates },
  tokenLifetime: { value: 3600, from: tokens },
  webhook: {
    signature: 'box',
    answerWithin: { value: 30, from: cited('https://support.box.com (360049199993)') },
  },
  cautions: [
    {
      about: 'calls',
      value: 'declare refresh_token: rotating, since one is good once, and for 60 days',
      from: tokens,
    },
  ],
};
