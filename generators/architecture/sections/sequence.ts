import { figure } from '../../../src/plan/figure.ts';
import type { PlannedStep } from '../../../src/plan/flow.ts';
import { label } from '../escape.ts';
import type { Part } from '../section.ts';
import type { Told } from '../subject.ts';

/** The critical call of a flow as a sequence, with what follows a refusal and a lost answer. */
export function sequence(told: Told): Part {
  const lines = { waiting, run, poll: queued, queued }[told.style](told);
  return {
    form: 'fence',
    language: 'mermaid',
    lines: ['sequenceDiagram', ...lines.map((line) => `  ${line}`)],
  };
}

/** Text of a message: as in a label, and without the word that would close a block. */
function said(text: string): string {
  return label(text)
    .slice(1, -1)
    .replace(/\bend\b/gi, '(end)');
}

function participants(...named: readonly (readonly [id: string, name: string])[]): string[] {
  return named.map(([id, name]) => `participant ${id} as ${said(name)}`);
}

/** The step whose outcome nobody may guess: the first that may not be repeated. */
function critical({ flow }: Told): PlannedStep | undefined {
  return (
    flow.steps.find(({ repeatable, mode }) => mode === 'do' && !repeatable.value) ??
    flow.steps.find(({ mode }) => mode === 'do') ??
    flow.steps[0]
  );
}

function waiting(told: Told): readonly string[] {
  const { flow, source, target } = told;
  if (flow.waiting === undefined) return [];
  const { firstAttempt, secondAttempt, answer, total } = flow.waiting;
  const name = critical(told)?.name ?? 'call';
  return [
    ...participants(['S', source.id], ['C', 'client'], ['T', target.id]),
    `S->>C: ${said(flow.triggerNames[0] ?? 'call')}, key fixed before the first send`,
    `C->>T: ${said(name)}, at most ${figure(firstAttempt)}`,
    'alt answered',
    `  T-->>S: answer within ${figure(total)}`,
    ...(secondAttempt.value === 0
      ? []
      : [
          `else failed, ${figure(secondAttempt)} left`,
          `  C->>T: same key and body, at most ${figure(secondAttempt)}`,
        ]),
    'else time used up, or breaker open',
    `  C-->>S: ${said(answer.value)}`,
    close,
  ];
}

function run(told: Told): readonly string[] {
  const { flow, source, target } = told;
  const isFile = target.kind === 'sftp' || target.kind === 'file';
  const moment = flow.timetable?.lastSafeMoment;
  const every = flow.timetable?.attemptEvery;
  const confirm = flow.steps.find((step) => step.confirm !== undefined)?.confirm;
  return [
    ...participants(['S', source.id], ['J', 'job'], ['T', target.id], ['P', 'person']),
    `S->>J: ${isFile ? 'export, counted, hashed, staged once' : 'items of the run, each marked'}`,
    `loop ${every === undefined ? 'until done' : `every ${figure(every)}`}`,
    `  J->>T: ${isFile ? 'same bytes, temporary name, then rename' : said(critical(told)?.name ?? 'call')}`,
    ...(confirm === undefined ? [] : [`  J->>T: ${said(confirm.value)}`]),
    close,
    ...(moment === undefined ? [] : [`J-->>P: not confirmed by ${said(figure(moment))}`]),
  ];
}

function queued(told: Told): readonly string[] {
  const { flow, style, source, target } = told;
  const step = critical(told);
  const at = step?.system ?? target.id;
  const safe = flow.steps.every(({ repeatable }) => repeatable.value);
  const isOutbox = flow.pattern.value === 'outbox';
  const arrives =
    style === 'poll'
      ? ['Q->>S: read since the cursor', 'S-->>Q: items and cursor, one transaction']
      : isOutbox
        ? ['S->>Q: change and row, one transaction']
        : pushed(told);
  return [
    ...participants(
      ['S', source.id],
      ['Q', style === 'poll' ? 'poller and queue' : isOutbox ? 'outbox' : intakeOf(told)],
      ['W', 'worker'],
      ['T', at],
    ),
    ...arrives,
    `Q->>W: ${flow.microBatch === undefined ? 'claim' : `batch of ${figure(flow.microBatch.items)}, closed`}`,
    `W->>T: ${said(step?.name ?? 'call')}, key of the ${flow.microBatch === undefined ? 'event' : 'batch'}`,
    'alt done',
    '  W->>Q: complete',
    'else refused for now',
    '  W->>Q: back, later',
    'else no answer',
    `  W->>Q: ${safe ? 'same key and body again' : 'held, not repeated'}`,
    close,
  ];
}

function pushed({ flow }: Told): readonly string[] {
  return flow.pattern.value === 'stream'
    ? ['S->>Q: value, replaces the one that waits']
    : ['S->>Q: event, verified, inserted once', 'Q-->>S: acknowledged'];
}

function intakeOf({ flow, source }: Told): string {
  if (flow.pattern.value === 'stream') return 'connection and memory';
  return source.webhook === undefined ? 'consumer and queue' : 'receiver and queue';
}

const close = 'end';
