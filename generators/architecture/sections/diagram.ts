import { figure } from '../../../src/plan/figure.ts';
import { label, markdown } from '../escape.ts';
import { item, type Item, type Section } from '../section.ts';
import { those, type Subject, type Told } from '../subject.ts';
import { sequence } from './sequence.ts';

/** The components and the way of a failure, drawn and then said. */
export function diagram(subject: Subject): Section {
  const drawn = subject.flows.slice(0, mostDrawn);
  const lines = drawn.flatMap((told, index) =>
    flowLines(told, String.fromCharCode(firstLetter + index)),
  );
  return {
    title: 'Components',
    path: 'flows.steps',
    parts: [
      {
        form: 'fence',
        language: 'mermaid',
        lines: ['flowchart LR', ...[...new Set(lines)].map((line) => `  ${line}`)],
      },
      { form: 'paragraph', items: drawn.map((told, index) => inWords(subject, told, index)) },
      ...drawn.slice(0, 1).map(sequence),
    ],
  };
}

const mostDrawn = 2;
const firstLetter = 97;

function flowLines(told: Told, id: string): readonly string[] {
  return { waiting: waitingLines, run: runLines, poll: queueLines, queued: queueLines }[told.style](
    told,
    id,
  );
}

function waitingLines({ flow, source, target }: Told, id: string): readonly string[] {
  const answer = flow.waiting?.answer.value ?? 'no answer';
  return [
    `${id}S[${label(source.id)}] -->|${label(flow.triggerNames[0] ?? 'call')}| ${id}C[${label('client: time budget, breaker, limiter')}]`,
    `${id}C --> ${id}T[${label(target.id)}]`,
    ...others({ flow, target }).map(
      (system, index) => `${id}C --> ${id}T${letters(index)}[${label(system)}]`,
    ),
    `${id}C -.->|${label('no answer in time, or breaker open')}| ${id}A[${label(answer)}]`,
    `${id}A -.-> ${id}S`,
  ];
}

function runLines(told: Told, id: string): readonly string[] {
  const { flow, source, target } = told;
  const confirm = flow.steps.find((step) => step.confirm !== undefined)?.confirm;
  const moment = flow.timetable?.lastSafeMoment;
  return [
    `${id}S[${label(source.id)}] -->|${label(flow.timetable?.start.value ?? 'schedule')}| ${id}F[(${label(isFile(told) ? 'staged bytes and hash' : 'items of the run')})]`,
    `${id}F --> ${id}U[${label(isFile(told) ? 'upload, temporary name, rename' : 'job: limiter, breaker')}]`,
    `${id}U --> ${id}T[${label(target.id)}]`,
    `${id}U -.->|${label(isFile(told) ? 'broken: same bytes again' : 'failed: the rest again')}| ${id}F`,
    ...(confirm === undefined
      ? []
      : [`${id}T -->|${label(confirm.value)}| ${id}K[${label('look-up')}]`]),
    ...(moment === undefined
      ? []
      : [
          `${id}${confirm === undefined ? 'U' : 'K'} -.->|${label(`nothing by ${figure(moment)}`)}| ${id}H[${label('a person calls')}]`,
        ]),
  ];
}

/** Whether a run is a file that is uploaded. */
function isFile({ target: { kind } }: Pick<Told, 'target'>): boolean {
  return kind === 'sftp' || kind === 'file';
}

/** What takes events in: a receiver of requests, or a connection that we hold. */
function receiverOf({ connection, kind }: Told['source']): string {
  if (connection !== undefined) return `connection over ${connection.via.value}, position`;
  return kind === 'queue' || kind === 'mqtt' || kind === 'websocket'
    ? 'consumer: store, acknowledge'
    : 'receiver: verify, store, acknowledge';
}

function queueLines({ flow, style, source, target }: Told, id: string): readonly string[] {
  const isOutbox = flow.pattern.value === 'outbox';
  const intake =
    style === 'poll' ? 'poller with cursor' : isOutbox ? 'outbox row, relay' : receiverOf(source);
  const how =
    style === 'poll' && flow.poll !== undefined
      ? `every ${figure(flow.poll.interval)}`
      : flow.triggerNames.slice(0, 2).join(', ');
  const worker =
    flow.microBatch === undefined
      ? 'worker: limiter, breaker'
      : `writer: batches of ${figure(flow.microBatch.items)}`;
  return [
    `${id}S[${label(source.id)}] -->|${label(how)}| ${id}R[${label(intake)}]`,
    `${id}R --> ${id}Q[(${label(flow.queue?.value ?? 'store')})]`,
    `${id}Q --> ${id}W[${label(worker)}]`,
    `${id}W --> ${id}T[${label(target.id)}]`,
    ...others({ flow, target }).map(
      (system, index) => `${id}W --> ${id}T${letters(index)}[${label(system)}]`,
    ),
    `${id}W -.->|${label('breaker open: pause')}| ${id}Q`,
    ...(flow.expires === undefined
      ? []
      : [`${id}Q -.->|${label('stale')}| ${id}X[${label('counted, dropped')}]`]),
    ...(flow.deadLetter.none === undefined
      ? [`${id}W -.->|${label('permanent error')}| ${id}D[(${label('dead letters')})]`]
      : []),
    ...(flow.reconcile === undefined
      ? []
      : [
          `${id}N[${label(`comparison every ${figure(flow.reconcile)}`)}] -.-> ${id}S`,
          `${id}N -.-> ${id}T`,
        ]),
  ];
}

function others({ flow, target }: Pick<Told, 'flow' | 'target'>): readonly string[] {
  return [...new Set(flow.steps.map(({ system }) => system))]
    .filter((id) => id !== target.id)
    .slice(0, mostDrawn);
}

function letters(index: number): string {
  return String.fromCharCode(firstLetter + index);
}

function inWords({ many }: Subject, subject: Told, index: number): Item {
  const { flow, style } = subject;
  const name = many ? `${markdown(flow.id)}: ` : 'In words: ';
  const text = { waiting: waitingWords, run: runWords, poll: queueWords, queued: queueWords }[
    style
  ](subject);
  return item(index === 0 ? 0 : 44 + index, `${name}${text}`);
}

function waitingWords({ flow, source, target }: Told): string {
  const answer = markdown(flow.waiting?.answer.value ?? 'no answer');
  return `${markdown(source.id)} asks, the client calls ${markdown(target.id)} within the budget; no answer in time, or breaker open: "${answer}", and nothing is kept.`;
}

function runWords({ flow, source, target }: Told): string {
  const moment = flow.timetable?.lastSafeMoment;
  const after = moment === undefined ? '' : ` and after ${figure(moment)} a person calls`;
  if (!isFile({ target }))
    return `a job reads ${markdown(source.id)} and calls ${markdown(target.id)} ${isBatched(flow) ? 'batch by batch' : 'item by item'}; what failed is tried again${after}.`;
  return `${markdown(source.id)} is staged once, hashed, sent to ${markdown(target.id)} under a temporary name and renamed; a broken upload sends the same bytes again${after}.`;
}

function isBatched({ steps }: Told['flow']): boolean {
  return steps.some(({ per }) => per === 'batch');
}

function queueWords({ flow, style, source, target }: Told): string {
  const intake = {
    poll: `a poller reads ${markdown(source.id)}`,
    outbox: `the change and its message are one transaction in ${markdown(source.id)}`,
    stream: `values of ${markdown(source.id)} come over a connection that we hold, and the newest of each entity waits in memory`,
    event: `${markdown(source.id)} is acknowledged after storing`,
  };
  const start =
    style === 'poll'
      ? intake.poll
      : flow.pattern.value === 'outbox' || flow.pattern.value === 'stream'
        ? intake[flow.pattern.value]
        : intake.event;
  return `${those(
    start,
    `with the breaker of ${markdown(target.id)} open the worker pauses`,
    flow.expires === undefined
      ? undefined
      : `what is older than ${figure(flow.expires)} is dropped`,
    flow.deadLetter.none === undefined ? 'permanent errors go to dead letters' : undefined,
  ).join('; ')}.`;
}
