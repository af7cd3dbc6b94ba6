import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { minute, requests, second } from '../forms.ts';

const rates = official('https://docs.slack.dev/apis/web-api/rate-limits.md');
const exceptions = { except: ['/chat.postMessage'] };

/** Slack's Web API. */
export const slack: Provider = {
  name: 'slack',
  title: 'Slack',
  limits: [
    {
      value: requests(1, minute, { scope: 'workspace' }),
      covers: exceptions,
      each: 'operation',
      tier: 'methods of tier 1',
      from: rates,
    },
    {
      value: requests(20, minute, { scope: 'workspace' }),
      covers: exceptions,
      each: 'operation',
      tier: 'methods of tier 2',
      from: rates,
    },
    {
      value: requests(50, minute, { scope: 'workspace' }),
      covers: exceptions,
      each: 'operation',
      tier: 'methods of tier 3',
      from: rates,
    },
    {
      value: requests(100, minute, { scope: 'workspace' }),
      covers: exceptions,
      each: 'operation',
      tier: 'methods of tier 4',
      from: rates,
    },
    {
      value: requests(1, second, { key: 'channel' }),
      covers: { paths: ['/chat.postMessage'] },
      what: 'posted messages',
      from: rates,
    },
  ],
  hints: { value: [{ header: 'Retry-After', form: 'seconds' }], from: rates },
  webhook: { signature: 'slack' },
  cautions: [
    {
      about: 'calls',
      value:
        'expect lower limits on the history of conversations for apps that are sold outside of its marketplace',
      from: rates,
    },
  ],
  remembered: [
    { about: 'events', what: 'it wants an answer within 3 s' },
    { about: 'events', what: 'it sends an unanswered event again three times' },
  ],
};
