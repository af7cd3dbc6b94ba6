import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';

const deliveries = official('https://docs.bird.com/pusher/channels');

/** Pusher Channels. */
export const pusherChannels: Provider = {
  name: 'pusher-channels',
  title: 'Pusher Channels',
  webhook: {
    answerWithin: { value: 4, from: deliveries },
    redelivery: { value: { seconds: 300 }, from: deliveries },
  },
};
