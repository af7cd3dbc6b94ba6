import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';
import { concurrent, day, minute, requests } from '../forms.ts';

const rates = official('https://developer.xero.com/faq/limits');
const byPlan = cited(
  'https://docs.databricks.com (xero-troubleshoot), https://developer.xero.com/faq/limits',
);
const guide = cited('https://truto.one', '2026-03-27');

/** Xero's accounting API. */
export const xero: Provider = {
  name: 'xero',
  title: 'Xero',
  limits: [
    {
      value: requests(60, minute, { scope: 'organisation', remaining: 'X-MinLimit-Remaining' }),
      from: rates,
    },
    {
      value: requests(5000, day, { scope: 'organisation', remaining: 'X-DayLimit-Remaining' }),
      from: byPlan,
    },
    { value: concurrent(5, { scope: 'organisation' }), from: rates },
    {
      value: requests(10_000, minute, { scope: 'app', remaining: 'X-AppMinLimit-Remaining' }),
      from: rates,
    },
  ],
  throttled: { value: [{ status: 429, header: 'X-Rate-Limit-Problem' }], from: rates },
  tokenLifetime: { value: 1800, from: guide },
  webhook: { signature: 'xero', answerWithin: { value: 5, from: guide } },
  cautions: [
    {
      about: 'calls',
      value:
        'ask for consent again where nothing was called for 60 days: the refresh token is gone then',
      from: byPlan,
    },
  ],
};
