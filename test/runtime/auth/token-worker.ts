import type { TokenStore } from '../../../generators/runtime/files/token-store.ts';
import { personSource, type Task } from './person-source.ts';

process.on('message', (task: Task) => {
  const source = personSource(task, (store) => dying(store, task.dies));
  void source.run(task.callers).then((outcome) => process.send?.(outcome));
});
process.send?.('ready');

function dying(store: TokenStore, when: Task['dies']): TokenStore {
  const die = (): Promise<never> => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  };
  return {
    ...store,
    async save(key, text) {
      if (when === 'before') await die();
      await store.save(key, text);
      if (when === 'after') await die();
    },
  };
}
