import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { minute, requests, second } from '../forms.ts';

const rates = official('https://workos.com/docs/reference/rate-limits');
const users = ['/user_management'];

/** WorkOS's API. */
export const workos: Provider = {
  name: 'workos',
  title: 'WorkOS',
  limits: [
    { value: requests(6000, minute, { scope: 'ip address' }), from: rates },
    {
      value: requests(1000, minute, { scope: 'connection' }),
      covers: { paths: ['/sso/authorize'] },
      what: 'sign-ons',
      from: rates,
    },
    {
      value: requests(4, second, { scope: 'directory' }),
      covers: { paths: ['/directory_users'] },
      what: 'directory users',
      from: rates,
    },
    {
      value: requests(1000, 10),
      covers: { methods: ['get'], paths: users },
      what: 'reads of users',
      from: rates,
    },
    {
      value: requests(500, 10),
      covers: { methods: ['post', 'put', 'patch', 'delete'], paths: users },
      what: 'writes of users',
      from: rates,
    },
  ],
  webhook: { signature: 'workos' },
};
