import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { day, minute, requests, second } from '../forms.ts';

const rates = official('https://developers.easyship.com/reference/rate-limit');
const keys = official('https://developers.easyship.com/v2023.01/reference/idempotent-requests');

/** Easyship's shipping API. */
export const easyship: Provider = {
  name: 'easyship',
  title: 'Easyship',
  limits: [
    { value: requests(60, minute), from: rates },
    { value: requests(10, second), from: rates },
  ],
  idempotency: {
    value: { kind: 'header', name: 'Idempotency-Key', retentionSeconds: day },
    from: keys,
  },
};
