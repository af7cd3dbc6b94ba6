import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { minute, requests } from '../forms.ts';

const rates = official('https://docs.withpersona.com/v2021-07-05/reference/rate-limiting');

/** Persona's identity checks. */
export const persona: Provider = {
  name: 'persona',
  title: 'Persona',
  limits: [{ value: requests(300, minute, { remaining: 'ratelimit-remaining' }), from: rates }],
  hints: { value: [{ header: 'ratelimit-reset', form: 'seconds' }], from: rates },
};
