import { allSeries, byHandMetrics } from '../../../src/plan/alert.ts';
import { code, markdown, short } from '../escape.ts';
import { byHand, item, type Section } from '../section.ts';
import { those, type Subject, type Told } from '../subject.ts';

/** Metrics that exist here, the log line, and the rules. */
export function observability(subject: Subject): Section {
  const { advice } = subject.plan;
  return {
    title: 'Observability',
    path: 'advice.alerts',
    parts: [
      {
        form: 'paragraph',
        items: [
          item(
            0,
            `Metrics${marked(advice)}: ${advice.metrics.slice(0, mostMetrics).map(markdown).join('; ')}. See [run book](operations/runbook.md).`,
          ),
          item(0, logs(subject)),
        ],
      },
      {
        form: 'table',
        head: ['Rule', 'When', 'First'],
        items: advice.alerts.map((alert, index) =>
          item(
            index < leastRules ? 0 : index / 18_000,
            `${alert.severity}: ${markdown(alert.name)}${byHandMetrics(alert).length === 0 ? '' : byHand}`,
            markdown(short(alert.condition)),
            markdown(alert.action),
          ),
        ),
      },
    ],
  };
}

const mostMetrics = 5;
const leastRules = 3;

function marked(advice: Subject['plan']['advice']): string {
  return allSeries(advice).some(({ series: { byHand: isByHand } }) => isByHand) ? byHand : '';
}

function logs({ plan, flows }: Subject): string {
  const [first] = flows;
  const isHeld = first?.style === 'poll' || first?.style === 'queued';
  const carried = isHeld ? ' through the queue to each attempt' : ' to each attempt';
  const hidden = hiddenFields(plan.compliance);
  return those(
    `Logs${first?.target.api === undefined ? byHand : ''}: flow, operation, event, key, attempt, outcome, duration, wait; ${code('traceparent')} from ${birth(first)}${carried}${hidden.length === 0 ? '' : `; never ${hidden.slice(0, 5).join(', ')}`}.`,
    (first?.flow.averageRate.value ?? 0) >= 1
      ? 'Successes are sampled, failures never.'
      : undefined,
  ).join(' ');
}

function birth(first: Told | undefined): string {
  if (first === undefined) return 'the first hop';
  const source = markdown(first.source.id);
  return {
    waiting: `the call of ${source}`,
    run: 'the start of the run',
    poll: 'the poll',
    queued: source,
  }[first.style];
}

function hiddenFields({ redact, exclude, data }: Subject['plan']['compliance']): readonly string[] {
  const named = [...redact.map(code), ...exclude.map(markdown)];
  return named.length > 0 ? named : data.map((kind) => `${markdown(kind)} data`);
}
