import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { minute, requests } from '../forms.ts';

const limits = official('https://developers.google.com/workspace/events/guides/limits');
const writes = { methods: ['post', 'patch', 'delete'] } as const;

/** Google's Workspace Events API. */
export const googleWorkspaceEvents: Provider = {
  name: 'google-workspace-events',
  title: 'Google Workspace Events',
  limits: [
    {
      value: requests(600, minute, { scope: 'project' }),
      covers: writes,
      what: 'writes',
      from: limits,
    },
    {
      value: requests(100, minute, { scope: 'user' }),
      covers: writes,
      what: 'writes',
      from: limits,
    },
  ],
};
