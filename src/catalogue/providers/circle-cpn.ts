import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official('https://developers.circle.com/cpn/references/webhook-retries');

/** Circle's payments network. */
export const circleCpn: Provider = {
  name: 'circle-cpn',
  title: 'Circle Payments Network',
  webhook: { redelivery: { value: { seconds: 130_601, attempts: 11 }, from: deliveries } },
};
