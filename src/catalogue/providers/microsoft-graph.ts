import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const throttling = official('https://learn.microsoft.com/graph/throttling');

/** Microsoft Graph, whose limits differ by service. */
export const microsoftGraph: Provider = {
  name: 'microsoft-graph',
  title: 'Microsoft Graph',
  hints: { value: [{ header: 'Retry-After', form: 'seconds' }], from: throttling },
  cautions: [
    { about: 'events', value: 'renew subscriptions before they expire', from: throttling },
  ],
  remembered: [{ about: 'events', what: 'it sends an unanswered notification again for 4 h' }],
};
