import type { Provider } from '../../model/provider.ts';
import { cited, official } from '../evidence.ts';
import { minute, requests } from '../forms.ts';

const numbers = cited('https://www.eesel.ai (figures of Intercom)', '2025-10');
const retries = cited('https://truto.one', '2026-03-30');
const headers = official(
  'https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting.md',
);

/** Intercom's API. */
export const intercom: Provider = {
  name: 'intercom',
  title: 'Intercom',
  limits: [
    {
      value: requests(10_000, minute, { scope: 'app', remaining: 'X-RateLimit-Remaining' }),
      from: numbers,
    },
    { value: requests(1666, 10, { scope: 'app' }), from: numbers },
    { value: requests(25_000, minute, { scope: 'workspace' }), from: numbers },
  ],
  hints: { value: [{ header: 'X-RateLimit-Reset', form: 'epoch_seconds' }], from: headers },
  webhook: { signature: 'intercom' },
  cautions: [
    {
      about: 'events',
      value: 'compare both sides often: an unanswered event is sent once more only',
      from: retries,
    },
  ],
  remembered: [{ about: 'events', what: 'it wants an answer within 5 s' }],
};
