import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const changelog = official('https://www.sanity.io/changelog', '2026-04-29');

/** Sanity's content platform. */
export const sanity: Provider = {
  name: 'sanity',
  title: 'Sanity',
  webhook: { redelivery: { value: { seconds: 60, attempts: 2 }, from: changelog } },
};
