import { figure } from '../../plan/figure.ts';
import type { OnCallNote } from '../../plan/plan.ts';
import type { FlowCase } from './subject.ts';

/** What somebody who was woken reads first, for the most endangered flow. */
export function onCallOf(cases: readonly FlowCase[], owner: string): readonly OnCallNote[] {
  const [first] = cases;
  if (first === undefined) return [];
  const texts = { waiting, run, poll: queued, queued }[first.style](first, owner);
  return topics.map((topic) => ({ topic, text: texts[topic] }));
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
    'Ours or theirs': `circuit_open or status of ${target.id} in the error: theirs. invalid_request or credential: ours.`,
    'Pause, resume, replay': `nothing waits, so nothing is replayed; to pause, let ${flow.from} give that answer by itself.`,
    'Heals by itself': healing(
      target.calls?.breaker.none === undefined ? target : undefined,
      'the next caller',
    ),
    Wake: `${owner} when it lasts longer than ${figure(flow.outage)}, or at once on a second effect.`,
  };
}

function run({ flow, source, target }: FlowCase, owner: string): Texts {
  const moment = flow.timetable?.lastSafeMoment;
  return {
    'What breaks':
      flow.loss.source.kind === 'declared'
        ? `${flow.loss.value}, if ${flow.data} stay away.`
        : `${target.id} works on without ${flow.data}.`,
    'Ours or theirs': `no staged file: ${source.id}, ours. File staged, upload refused: ${target.id}. Uploaded, unconfirmed: ${target.id}.`,
    'Pause, resume, replay':
      'stop the job, start it again: it sends the staged bytes. Never export anew for the same run.',
    'Heals by itself': `attempts go on every ${flow.timetable?.attemptEvery === undefined ? 'interval' : figure(flow.timetable.attemptEvery)}${moment === undefined ? '' : ` until ${figure(moment)}`}; before that, wait.`,
    Wake:
      moment === undefined
        ? `${owner} when the next run would overtake it.`
        : `${owner} at ${figure(moment)}; ${owner} calls ${target.id}.`,
  };
}

function queued({ flow, source, target, style }: FlowCase, owner: string): Texts {
  const late = flow.expires === undefined ? 'late' : 'missing';
  return {
    'What breaks': `${flow.data === '' ? 'items' : flow.data}: ${late} in ${target.id}${flow.loss.source.kind === 'declared' ? `; lost ones mean: ${flow.loss.value}` : ''}.`,
    'Ours or theirs': `breaker of ${target.id} open: theirs. Closed and waiting grows: our worker. Nothing arrives: ${source.id}${style === 'poll' ? ' or the poller' : ''}.`,
    'Pause, resume, replay': `stop the worker and start it again; what waits stays. Redrive set-aside items through the same limiter${flow.expires === undefined ? '' : ', expired ones never'}.`,
    'Heals by itself': healing(
      target.calls?.breaker.none === undefined ? target : undefined,
      drained(flow),
    ),
    Wake: wake(flow, owner),
  };
}

function healing(target: FlowCase['target'] | undefined, then: string): string {
  const breaker = target?.calls?.breaker;
  if (breaker === undefined || breaker.none !== undefined)
    return `with the next call that succeeds; then ${then}.`;
  return `one probe every ${figure(breaker.open)}, then ${then}.`;
}

function drained(flow: FlowCase['flow']): string {
  if (flow.drain === undefined) return 'the worker goes on';
  if (flow.drain.value === null) return 'the backlog shrinks only after the peak';
  return `${flow.backlog === undefined ? 'the backlog' : figure(flow.backlog)} drain in ${figure(flow.drain)}`;
}

function wake(flow: FlowCase['flow'], owner: string): string {
  const worst = flow.worstLatency;
  if (flow.expires !== undefined)
    return `${owner} only when fresh items stay unsent while the system answers.`;
  if (worst === undefined || worst.value === null)
    return `${owner} when the queue still grows after the peak.`;
  return `${owner} when the oldest item is older than ${figure(worst)}, the planned worst; before that, wait.`;
}
