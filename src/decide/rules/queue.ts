import type { Deployment } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived, stated } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { declaredAt } from '../rule.ts';
import { isQueued } from './backlog.ts';
import type { OutageFigures } from './outage.ts';

const names = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  nats: 'NATS JetStream',
  rabbitmq: 'RabbitMQ',
} as const;

/** Where events wait; undefined where a caller waits instead, and for one file a run. */
export function decideQueue(
  context: FlowContext,
  { deployment, figures }: { deployment: Deployment; figures: OutageFigures },
): Decision<string> | undefined {
  const { draft } = context;
  if (!hasQueue(context)) return undefined;
  const id = `flows.${draft.flow.id}.queue`;
  if (draft.pattern.value === 'stream') {
    return derived(
      id,
      {
        value: 'memory, the newest of each entity',
        reason:
          'What is worthless when stale needs no disk: after a crash the next value is better than a stored one.',
      },
      [draft.pattern],
    );
  }
  const { from } = draft.flow;
  const source = draft.system(from);
  if (deployment.queue === undefined && source.kind?.value === 'queue') {
    return stated(id, declaredAt(source.kind.at), {
      value: `${from} itself, acknowledged after the work`,
      reason: `What comes from ${from} already waits in a queue; a second store would be one more thing that can lose it.`,
    });
  }
  if (deployment.queue !== undefined) {
    return stated(id, declaredAt(deployment.queue.at), {
      value: names[deployment.queue.value],
      reason:
        'The file names the queue, and a store that is already run beats one that would suit better.',
    });
  }
  const { busiest, arithmetic, inputs } = throughput(context, figures);
  const { value, why } = choice(busiest, draft.settings.instances.value);
  return derived(
    id,
    {
      value,
      reason: why,
      formula: `${arithmetic} ${busiest > defaults.postgresMost ? '>' : '<='} ${rate(busiest > defaults.sqliteMost ? defaults.postgresMost : defaults.sqliteMost)}, ${count(draft.settings.instances.value)} instance${draft.settings.instances.value === 1 ? '' : 's'}`,
    },
    [...inputs, draft.settings.instances],
  );
}

/** Whether events wait anywhere: not behind a caller, not for one file a run. */
export function hasQueue({ draft }: FlowContext): boolean {
  if (isQueued(draft)) return true;
  const wholeRuns = draft.flow.steps.every(({ per, mode }) => per === 'run' || mode === 'read');
  return draft.pattern.value !== 'request/response' && !wholeRuns;
}

/** Events a second at the busiest: the peak, and the backlog while it drains beside it. */
function throughput(
  { draft }: FlowContext,
  { backlog, drain }: OutageFigures,
): {
  readonly busiest: number;
  readonly arithmetic: string;
  readonly inputs: readonly (Decision | undefined)[];
} {
  const { peakRate } = draft.traffic;
  const seconds = drain?.value ?? null;
  if (backlog === undefined || seconds === null || seconds === 0) {
    return { busiest: peakRate.value, arithmetic: rate(peakRate.value), inputs: [peakRate, drain] };
  }
  const busiest = peakRate.value + backlog.value / seconds;
  return {
    busiest,
    arithmetic: `${rate(peakRate.value)} + ${count(backlog.value)} / ${duration(seconds)} = ${rate(busiest)}`,
    inputs: [peakRate, backlog, drain],
  };
}

function choice(busiest: number, instances: number): { value: string; why: string } {
  if (busiest > defaults.postgresMost) {
    return {
      value: names.nats,
      why: 'So many events a second are more than one database claims comfortably, so a broker made for it carries them.',
    };
  }
  if (busiest > defaults.sqliteMost || instances > 1) {
    return {
      value: names.postgres,
      why: 'Several processes, or more than one host can write, need a store that they share, and a database is enough for it.',
    };
  }
  return {
    value: names.sqlite,
    why: 'This traffic fits a file on the host that works it off; a broker would be one more thing that can be down.',
  };
}
