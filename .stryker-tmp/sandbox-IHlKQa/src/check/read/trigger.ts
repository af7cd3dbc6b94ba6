// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Step, Trigger } from '../../model/integration.ts';
import type { Node } from '../node.ts';
import { read, readWords, words } from './value.ts';

const keys = ['on', 'read', 'call', 'changes'] as const;
type Key = (typeof keys)[number];

/** The one thing that starts a flow; none or several are reported. `polled` is the first step of `read`. */
export function readTrigger(node: Node, id: string, polled: Step | undefined): Trigger | undefined {
  const written = keys.filter((key) => node.child(key) !== undefined);
  const [key, second] = written;
  if (second !== undefined) {
    // The second is what does not belong there; the first may be what the user has had all along.
    const at = node.child(second)?.keyAt ?? node.at;
    node.report(diagnose('flow/several-triggers', { flow: id, triggers: written }, at));
    return undefined;
  }
  if (key === undefined) return scheduled(node, id);
  const trigger = node.child(key);
  return trigger === undefined ? undefined : readers[key](trigger, polled);
}

const readers: Readonly<
  Record<Key, (node: Node, polled: Step | undefined) => Trigger | undefined>
> = {
  on: (node) => ({ kind: 'event', events: readWords(node), at: node.at }),
  read: (node, step) => (step === undefined ? undefined : { kind: 'poll', step, at: node.at }),
  call: (node) => ({ kind: 'call', name: read(node, words) ?? '', at: node.at }),
  changes: (node) => ({ kind: 'changes', table: read(node, words) ?? '', at: node.at }),
};

function scheduled(node: Node, id: string): Trigger | undefined {
  const schedule = node.child('schedule');
  if (schedule !== undefined) return { kind: 'schedule', at: schedule.at };
  node.report(diagnose('flow/no-trigger', { flow: id }, node.at));
  return undefined;
}
