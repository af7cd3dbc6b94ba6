import { figure } from '../../plan/figure.ts';
import type { Advice } from '../../plan/plan.ts';
import { lateAge } from './alert-figures.ts';
import { isExceeded, isFile, isRepeatHarmful, type FlowCase } from './subject.ts';

/** What somebody who was woken reads first, for each flow, the most endangered one first. */
export function onCallOf(cases: readonly FlowCase[], owner: string): Advice['onCallByFlow'] {
  return cases.map((subject) => {
    const texts = { waiting, run, poll: queued, queued }[subject.style](subject, owner);
    const notes = topics.map((topic) => ({ topic, text: texts[topic] }));
    return { flow: subject.flow.id, notes };
  });
}

const topics = [
  'What breaks',
  'Ours or theirs',
  'Pause, resume, replay',
  'Heals by itself',
  'Wake',
] as const;
type Texts = Readonly<Record<(typeof topics)[number], string>>;

function waiting({ flow, target }: FlowCase, owner: string): Texts {
  const answer = flow.waiting?.answer.value ?? 'no answer';
  return {
    'What breaks': `callers of ${flow.from} get "${answer}" instead of ${flow.data === '' ? 'an answer' : flow.data}.`,
    'Ours or theirs': `error says circuit_open or a status of ${target.id}: theirs; invalid_request or credential: ours.`,
    'Pause, resume, replay': `nothing waits, nothing is replayed; to pause, let ${flow.from} give that answer by itself.`,
    'Heals by itself': healing(target, 'the next caller'),
    Wake: `${owner} when it lasts longer than ${figure(flow.outage)}${isRepeatHarmful(flow) ? ', or at once on a second effect' : ''}.`,
  };
}

function run({ flow, source, target }: FlowCase, owner: string): Texts {
  const moment = flow.timetable?.lastSafeMoment;
  return {
    'What breaks':
      flow.loss.source.kind === 'declared'
        ? `${target.id} works without the run of ${flow.from}: ${flow.loss.value}.`
        : `${target.id} works on without ${flow.data}.`,
    'Ours or theirs': `${isFile(target) ? 'no staged file' : 'nothing to read'}: ${source.id}; ${isFile(target) ? 'staged, upload' : 'calls'} refused, or unconfirmed: ${target.id}.`,
    'Pause, resume, replay': isFile(target)
      ? 'stop and start the job: it sends the staged bytes. Never export anew for the same run.'
      : 'stop and start the job: it goes on with what is not marked done.',
    'Heals by itself': `attempts go on every ${flow.timetable?.attemptEvery === undefined ? 'interval' : figure(flow.timetable.attemptEvery)}${moment === undefined ? '' : ` until ${figure(moment)}`}; before that, wait.`,
    Wake:
      moment === undefined
        ? `${owner} when the next run would overtake it.`
        : `${owner} at ${figure(moment)}; ${owner} calls ${target.id}.`,
  };
}

function queued(subject: FlowCase, owner: string): Texts {
  const { flow, source, target, style } = subject;
  const late = flow.expires === undefined ? 'late' : 'missing';
  const lost = flow.loss.source.kind === 'declared' ? `; if lost: ${flow.loss.value}` : '';
  const reader = style === 'poll' ? ' or the poller' : '';
  return {
    'What breaks': `${flow.data === '' ? 'items' : flow.data}: ${late} in ${target.id}${lost}.`,
    'Ours or theirs': `breaker open: ${target.id}; closed while age grows: our worker; nothing new: ${source.id}${reader}.`,
    'Pause, resume, replay': `stop and start the worker: what waits is kept${flow.expires === undefined ? '' : ' until it expires'}. Redrive dead letters once mended${flow.expires === undefined ? '' : ', stale ones never'}.`,
    'Heals by itself': healing(target, drained(flow)),
    Wake: wake(subject, owner),
  };
}

function healing({ calls }: FlowCase['target'], then: string): string {
  const breaker = calls?.breaker;
  return breaker === undefined || breaker.none !== undefined
    ? `with the next call that succeeds; then ${then}.`
    : `a probe every ${figure(breaker.open)}, then ${then}.`;
}

function drained(flow: FlowCase['flow']): string {
  if (flow.drain === undefined) return 'the worker goes on';
  if (flow.drain.value === null) return 'the backlog shrinks only after the peak';
  if (flow.drain.value < 1) return 'all that waits goes at once';
  return `${flow.backlog === undefined ? 'the backlog' : figure(flow.backlog)} drain in ${figure(flow.drain)}`;
}

function wake(subject: FlowCase, owner: string): string {
  const { flow } = subject;
  const worst = flow.worstLatency;
  if (isExceeded(flow)) {
    return `${owner} when calls fail before the limit is used up; what waits for it is expected.`;
  }
  if (flow.expires !== undefined)
    return `${owner} only when fresh items stay unsent while it answers.`;
  if (worst === undefined || worst.value === null) {
    return `${owner} when the queue still grows after the peak.`;
  }
  return `${owner} once the oldest is over ${figure(lateAge(subject))}.`;
}
