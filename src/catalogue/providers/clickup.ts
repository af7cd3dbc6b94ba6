import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { minute, requests } from '../forms.ts';

const rates = official('https://developer.clickup.com/docs/rate-limits');
const left = { scope: 'token', remaining: 'X-RateLimit-Remaining' };

/** ClickUp's API. */
export const clickup: Provider = {
  name: 'clickup',
  title: 'ClickUp',
  limits: [
    { value: requests(100, minute, left), tier: 'Free to Business', from: rates },
    { value: requests(1000, minute, left), tier: 'Business Plus', from: rates },
    { value: requests(10_000, minute, left), tier: 'Enterprise', from: rates },
  ],
  hints: { value: [{ header: 'X-RateLimit-Reset', form: 'epoch_seconds' }], from: rates },
};
