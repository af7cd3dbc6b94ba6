import type { Provider } from '../../model/provider.ts';
import { disputed, official } from '../evidence.ts';
import { requests, second } from '../forms.ts';

const rates = official('https://developers.notion.com/reference/request-limits', '2026-09-08');
const older = disputed('https://developers.notion.com/reference/request-limits');

/** Notion's API. */
export const notion: Provider = {
  name: 'notion',
  title: 'Notion',
  limits: [{ value: requests(3, second, { scope: 'integration' }), from: older }],
  throttled: { value: [{ status: 429 }, { status: 529 }], from: rates },
  hints: { value: [{ header: 'Retry-After', form: 'seconds' }], from: rates },
  idempotency: { value: { kind: 'none' }, from: rates },
  cautions: [
    {
      about: 'calls',
      value: 'expect budgets by plan, for the connection and for the whole workspace',
      from: rates,
    },
  ],
};
