// @ts-nocheck
import { parseClockTime } from '../../check/units/clock-time.ts';
import { isCron } from '../../check/units/cron.ts';
import { parseDuration } from '../../check/units/duration.ts';
import type { ScheduleAnswer, SystemAnswer, TriggerAnswer } from '../answers.ts';
import { callName } from '../infer/call-name.ts';
import { askStep } from './ask-step.ts';
import type { AskedStep } from './ask-step.ts';
import type { Asker, Choice } from './asker.ts';

/** What starts a flow; the name of a call follows from what the flow does. */
export interface AskedTrigger {
  trigger(step: AskedStep): TriggerAnswer;
  /** What a poll reads. */
  readonly read?: AskedStep;
}

/** Asks what starts a flow from a system. */
export async function askTrigger(asker: Asker, from: SystemAnswer): Promise<AskedTrigger> {
  const kind = await asker.choose<TriggerAnswer['kind']>({
    message: 'What starts it?',
    options: choices(from),
    initial: from.owned ? 'call' : 'event',
  });
  return askers[kind](asker, from);
}

function choices({ id, owned }: SystemAnswer): readonly Choice<TriggerAnswer['kind']>[] {
  const changes: Choice<TriggerAnswer['kind']> = {
    value: 'changes',
    label: 'rows of a table of ours change',
    hint: 'an outbox in our own database',
  };
  return [
    { value: 'event', label: `${id} tells us`, hint: 'a webhook, topic or message' },
    { value: 'poll', label: `we ask ${id} again and again`, hint: 'a poll' },
    { value: 'call', label: 'our own code asks and waits for the answer', hint: 'a call' },
    { value: 'schedule', label: 'the clock', hint: 'a batch' },
    ...(owned ? [changes] : []),
  ];
}

type TriggerAsker = (asker: Asker, from: SystemAnswer) => Promise<AskedTrigger>;

const askers: Readonly<Record<TriggerAnswer['kind'], TriggerAsker>> = {
  event: async (asker, from) => {
    const event = await askEvent(asker, from);
    return { trigger: () => ({ kind: 'event', event }) };
  },
  poll: async (asker, from) => {
    const message = `What do we read at ${from.id}?`;
    const read = await askStep(asker, from, { message, reads: true });
    return { read, trigger: () => ({ kind: 'poll', read: read.answer.name }) };
  },
  call: () =>
    Promise.resolve({
      trigger: ({ answer, operation }) => ({
        kind: 'call',
        name: callName(operation?.indexed.id ?? answer.name),
      }),
    }),
  schedule: async (asker) => {
    const when = await asker.text({
      message: 'When does it run?',
      initial: '01:00',
      fault: (answer) =>
        scheduleOf(answer) === undefined
          ? 'A time of day (01:00), a time between runs (1h) or five cron fields.'
          : undefined,
    });
    const data = await asker.text({
      message: 'What moves?',
      example: 'paid invoices with their lines',
    });
    return {
      trigger: () => ({ kind: 'schedule', when: scheduleOf(when) ?? { at: when }, data }),
    };
  },
  changes: async (asker) => {
    const table = await asker.text({ message: 'Which table?', example: 'orders' });
    return { trigger: () => ({ kind: 'changes', table }) };
  },
};

function scheduleOf(text: string): ScheduleAnswer | undefined {
  if (parseClockTime(text) !== undefined) return { at: text };
  if (parseDuration(text) !== undefined) return { every: text };
  return isCron(text) ? { cron: text } : undefined;
}

const other = Symbol('another event');

async function askEvent(asker: Asker, { id, api }: SystemAnswer): Promise<string> {
  const events = api?.events ?? [];
  const chosen =
    events.length === 0
      ? other
      : await asker.choose<string | typeof other>({
          message: `Which event of ${id}?`,
          options: [
            ...events.map((value) => ({ value, label: value })),
            { value: other, label: 'another one' },
          ],
        });
  if (typeof chosen === 'string') return chosen;
  return asker.text({ message: `Which event of ${id}?`, example: 'order.created' });
}
