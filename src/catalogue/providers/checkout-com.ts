import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { day, requests, second } from '../forms.ts';

const rates = official('https://www.checkout.com/docs/resources/api-rate-limits', '2025-06-18');
const keys = official(
  'https://www.checkout.com/docs/payments/manage-payments/idempotency',
  '2026-01-07',
);

/** Checkout.com's payments API. */
export const checkoutCom: Provider = {
  name: 'checkout-com',
  title: 'Checkout.com',
  limits: [
    {
      value: requests(100, second, { scope: 'account' }),
      covers: { methods: ['get', 'head'] },
      what: 'reads',
      from: rates,
    },
    {
      value: requests(100, second, { scope: 'account' }),
      covers: { methods: ['post', 'put', 'patch', 'delete'] },
      what: 'writes',
      from: rates,
    },
  ],
  idempotency: {
    value: { kind: 'header', name: 'Cko-Idempotency-Key', retentionSeconds: day },
    from: keys,
  },
  cautions: [
    { about: 'calls', value: 'expect limits that adapt to what is sent', from: rates },
    {
      about: 'repeats',
      value: 'rely on the key only after a 2xx: a failure is not stored',
      from: keys,
    },
  ],
};
