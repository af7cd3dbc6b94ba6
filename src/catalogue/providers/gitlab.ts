import type { Provider } from '../../model/provider.ts';

/** GitLab's API; a server of one's own may be set up otherwise. */
export const gitlab: Provider = {
  name: 'gitlab',
  title: 'GitLab',
  webhook: { signature: 'gitlab-token' },
  remembered: [{ about: 'events', what: 'an address that fails is switched off' }],
};
