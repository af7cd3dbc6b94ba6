import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { hour, requests } from '../forms.ts';

const rates = official(
  'https://github.com/github/docs/blob/21143d5/content/rest/using-the-rest-api/rate-limits-for-the-rest-api.md',
);
const deliveries = official(
  'https://github.com/github/docs/blob/10096c3/content/webhooks/using-webhooks/handling-failed-webhook-deliveries.md',
);
const pacing = official('npm @octokit/plugin-throttling@11.0.5');

/** GitHub's REST API. */
export const github: Provider = {
  name: 'github',
  title: 'GitHub',
  limits: [
    {
      value: requests(5000, hour, { scope: 'user', remaining: 'x-ratelimit-remaining' }),
      from: rates,
    },
    {
      value: requests(1000, hour, { scope: 'repository' }),
      insteadFor: 'GITHUB_TOKEN of a workflow',
      from: rates,
    },
    {
      value: requests(60, hour, { scope: 'ip address' }),
      insteadFor: 'calls without a credential',
      from: rates,
    },
    {
      value: requests(15_000, hour, { scope: 'app' }),
      insteadFor: 'apps of an Enterprise Cloud organisation',
      from: rates,
    },
  ],
  throttled: { value: [{ status: 429 }, { status: 403, header: 'Retry-After' }], from: rates },
  hints: { value: [{ header: 'x-ratelimit-reset', form: 'epoch_seconds' }], from: rates },
  idempotency: { value: { kind: 'none' }, from: rates },
  webhook: {
    signature: 'github',
    answerWithin: { value: 10, from: deliveries },
    redelivery: { value: { seconds: 0 }, from: deliveries },
  },
  cautions: [
    {
      about: 'calls',
      value: "send writes one at a time and 1 s apart, as the vendor's own plug-in does",
      from: pacing,
    },
    {
      about: 'events',
      value: 'list failed deliveries and ask for them again: nothing is sent again by itself',
      from: deliveries,
    },
  ],
};
