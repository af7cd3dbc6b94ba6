import { entry } from './entry.ts';

/** What can be wrong with a flow in itself. */
export const flowDiagnostics = {
  'flow/batch-over-limit': entry<{ flow: string; step: string; asked: string; allowed: string }>({
    severity: 'error',
    message: (p) =>
      `Flow "${p.flow}" sends "${p.step}" in batches of ${p.asked}, but a request takes at most ${p.allowed}.`,
    fix: () => 'Make the batch smaller, or leave it out: it is sized from the limit.',
  }),
  'flow/between-itself': entry<{ system: string }>({
    severity: 'error',
    message: (p) => `A two-way flow stands between "${p.system}" and itself.`,
    fix: () => 'Name two different systems.',
  }),
  'flow/changes-not-owned': entry<{ flow: string; from: string }>({
    severity: 'warning',
    message: (p) =>
      `Flow "${p.flow}" writes an outbox into the database of "${p.from}", which is not declared as ours.`,
    fix: () => 'Add owned: true to the system, or start the flow with on or read.',
  }),
  'flow/deadline-and-latency': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" promises both a deadline and a latency.`,
    fix: () => 'Keep deadline for work that runs in one go, or latency for what flows all day.',
  }),
  'flow/duplicate-id': entry<{ id: string }>({
    severity: 'error',
    message: (p) => `Another flow has the id "${p.id}" already.`,
    fix: () => 'Give each flow an id of its own.',
  }),
  'flow/expires-and-dead-letter': entry<{ flow: string; expires: string }>({
    severity: 'error',
    message: (p) =>
      `Flow "${p.flow}" keeps dead letters to send them again, but an item is worthless after ${p.expires}.`,
    fix: () => 'Write dead_letter: none, or remove expires.',
  }),
  'flow/fallback-without-caller': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" has a fallback answer, but nobody waits for an answer.`,
    fix: () => 'Remove fallback, or let the flow start with call.',
  }),
  'flow/latest-without-key': entry<{ flow: string }>({
    severity: 'error',
    message: (p) =>
      `In flow "${p.flow}" a newer item replaces a waiting one, but nothing says which belong together.`,
    fix: () => 'Add order.key with the field that names the entity, or keep: every.',
  }),
  'flow/map-and-transform': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" has both map and transform.`,
    fix: () => 'Keep map where paths are enough, or transform where a function does more.',
  }),
  'flow/no-conflict-policy': entry<{ one: string; other: string }>({
    severity: 'error',
    message: (p) =>
      `Nothing says who wins where "${p.one}" and "${p.other}" both changed the same thing.`,
    fix: () =>
      'Add conflict: { policy: … } with source_of_truth, field_owner, last_write_wins, stages or review.',
  }),
  'flow/no-data': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" runs by its schedule, and nothing says what it moves.`,
    fix: () => 'Add data with what moves, in words.',
  }),
  'flow/no-identity': entry<{ flow: string; from: string; step: string }>({
    severity: 'error',
    message: (p) =>
      `Flow "${p.flow}" can see the same thing of "${p.from}" twice, and nothing tells it that it is the same, so "${p.step}" may happen twice.`,
    fix: () =>
      'Add idempotency_key with the path of the id, for example order.id, or say duplicate: harmless.',
  }),
  'flow/no-step': entry<{ flow: string; to: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" does not say what is done at "${p.to}".`,
    fix: () => 'Add do with the operation of the spec, or with words where there is no spec.',
  }),
  'flow/no-trigger': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `Nothing starts flow "${p.flow}".`,
    fix: () => 'Add one of on, read, call, changes or schedule.',
  }),
  'flow/not-while-waiting': entry<{ flow: string; key: string; why: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" has ${p.key}, but its caller waits: ${p.why}.`,
    fix: (p) => `Remove ${p.key}, or let the flow start with on or changes.`,
  }),
  'flow/ours-exceeds-total': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `In flow "${p.flow}" our own part of the latency leaves no time for the call.`,
    fix: () => 'Make ours smaller than total.',
  }),
  'flow/ours-without-caller': entry<{ flow: string }>({
    severity: 'error',
    message: (p) =>
      `Flow "${p.flow}" sets a part of the latency aside for us, but nobody waits for an answer.`,
    fix: () => 'Write latency as one duration, or let the flow start with call.',
  }),
  'flow/pattern-contradicts': entry<{
    flow: string;
    pattern: string;
    trigger: string;
    allowed: readonly string[];
  }>({
    severity: 'error',
    message: (p) =>
      `Flow "${p.flow}" asks for the pattern "${p.pattern}", but it starts with ${p.trigger}.`,
    fix: (p) =>
      `Use ${p.allowed.map((pattern) => `"${pattern}"`).join(' or ')}, or remove pattern.`,
  }),
  'flow/priority-shares': entry<{ flow: string; sum: string }>({
    severity: 'error',
    message: (p) => `The priority classes of flow "${p.flow}" add up to ${p.sum} of the volume.`,
    fix: () => 'Give shares that add up to at most 100 %.',
  }),
  'flow/several-schedules': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `The schedule of flow "${p.flow}" has cron and another rhythm.`,
    fix: () => 'Keep cron, or keep every and at.',
  }),
  'flow/several-triggers': entry<{ flow: string; triggers: readonly string[] }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" starts in several ways: ${p.triggers.join(', ')}.`,
    fix: (p) =>
      p.triggers.includes('read')
        ? 'Keep one; a read that belongs to the work goes into do: [{ read: … }, …].'
        : 'Keep one, and write a flow of its own for each other.',
  }),
  'flow/synchronous-at-risk': entry<{ flow: string; why: string; refused: string }>({
    severity: 'warning',
    message: (p) =>
      `Callers of flow "${p.flow}" wait, and ${p.why}; one outage refuses ${p.refused}.`,
    fix: () =>
      'Answer 202 at once and call back when the work is done, or accept that so many callers are refused.',
  }),
  'flow/unknown-system': entry<{ system: string; near: readonly string[] }>({
    severity: 'error',
    message: (p) => `No system is called "${p.system}".`,
    fix: (p) =>
      p.near.length === 0
        ? 'Add it under systems, or use one that stands there.'
        : `Use ${p.near.map((name) => `"${name}"`).join(', ')}, or add it under systems.`,
  }),
  'flow/unsafe-retry': entry<{ flow: string; step: string; system: string }>({
    severity: 'error',
    message: (p) =>
      `Flow "${p.flow}" asks to repeat "${p.step}", but nothing makes a repeat harmless at "${p.system}".`,
    fix: () =>
      'Write retry: { attempts: 1 }, or say under idempotency what makes the repeat harmless.',
  }),
  'flow/unused-priority': entry<{ flow: string }>({
    severity: 'error',
    message: (p) => `Flow "${p.flow}" says which items go first, but nothing waits in it.`,
    fix: () => 'Remove priority, or let the flow start with on, read or changes.',
  }),
};
