import { figure } from '../../plan/figure.ts';
import type { AlertCondition } from '../../plan/alert.ts';
import type { Assumption, ChecklistItem, Risk } from '../../plan/plan.ts';
import { page, type AlertKind } from './alert-kind.ts';
import type { FailureKind } from './failure-kind.ts';
import { present } from './figures.ts';
import { flowSeries } from './series.ts';
import type { FlowCase } from './subject.ts';

const isHeld = ({ source, flow }: FlowCase): boolean =>
  source.connection !== undefined && flow.trigger === 'event';

/** What fails on a connection that we hold. */
export const connectionFailures: readonly FailureKind[] = [
  {
    id: 'gap',
    applies: isHeld,
    mode: ({ source }) => ({
      failure: `connection to ${source.id} breaks and messages are missed`,
      detection: 'age of the position',
      mitigation: shortly(source.connection),
      byHand: true,
    }),
  },
  {
    id: 'dead-without-error',
    applies: isHeld,
    mode: ({ source }) => ({
      failure: `connection to ${source.id} is dead without an error`,
      detection: `no sign of life for ${source.connection === undefined ? '' : figure(source.connection.deadAfter)}`,
      mitigation: 'closed, the next one opened',
      byHand: true,
    }),
  },
  {
    id: 'all-reconnect',
    applies: isHeld,
    mode: ({ source, settings }) => ({
      failure: `${source.id} restarts; all of ${figure(settings.instances)} connect at once`,
      detection: 'connects refused',
      mitigation: `spread over ${source.connection === undefined ? '' : figure(source.connection.jitter)} at least, no last attempt`,
      byHand: true,
    }),
  },
  {
    id: 'life-ends',
    applies: (subject) => isHeld(subject) && subject.source.connection?.overlap !== undefined,
    mode: ({ source }) => ({
      failure: `${source.id} ends the connection by its lifetime`,
      detection: `${source.connection?.rollOvers === undefined ? '' : figure(source.connection.rollOvers)} of itself`,
      mitigation: `next one open ${source.connection?.overlap === undefined ? '' : figure(source.connection.overlap)} before; doubles dropped by id`,
      byHand: true,
    }),
  },
];

/** The rule that tells a gap: nothing else does where a connection stays open. */
export const connectionAlerts: readonly AlertKind[] = [
  {
    name: 'position stands still',
    severity: page,
    applies: isHeld,
    figures: ({ source }) => present(source.connection?.deadAfter),
    condition: ({ source }, [dead = '']) =>
      `nothing from ${source.id} for ${dead}, and no new connection for ${dead} more`,
    signals: (subject: FlowCase): readonly AlertCondition[] => {
      const than = subject.source.connection?.deadAfter;
      const series = flowSeries(subject, 'integration_flow_position_timestamp_seconds');
      return than === undefined ? [] : [{ form: 'older', series, than }];
    },
    lasts: ({ source, flow }) => source.connection?.deadAfter ?? flow.outage,
    action: ({ source }) => `connected? ask ${source.id}; else our network and its credential`,
  },
];

/** What has to be found out about a connection. */
export function connectionItems(cases: readonly FlowCase[]): readonly ChecklistItem[] {
  return cases.filter(isHeld).flatMap(({ source, flow }) => [
    ...(flow.expires === undefined && source.connection?.resyncCalls === undefined
      ? [
          {
            text: `count the entities of ${source.id}: a gap costs a call for each`,
            gate: 'before any code',
            byHand: false,
          },
        ]
      : []),
    {
      text: `cut the connection to ${source.id} for ${source.connection === undefined ? '' : figure(source.connection.deadAfter)} and longer: nothing is missing afterwards`,
      gate: 'before go-live',
      byHand: false,
    },
  ]);
}

/** What is taken for granted of a connection. */
export function connectionAssumptions(cases: readonly FlowCase[]): readonly Assumption[] {
  return cases.filter(isHeld).flatMap(({ source }) => {
    const { connection } = source;
    if (connection?.deadAfter.source.kind !== 'default') return [];
    return [
      {
        decision: connection.deadAfter.id,
        assumed: `${source.id} is never silent for ${figure(connection.deadAfter)}`,
        ifWrong: 'good connections are closed and each gap is read again',
      },
    ];
  });
}

/** What deserves proof first where a connection is held. */
export function connectionRisk({ source }: FlowCase): Risk {
  const { connection } = source;
  return {
    component: `gaps of the connection to ${source.id}`,
    why: shortly(connection),
    proof: 'cut it in mid-message ten times; the count of both sides agrees',
  };
}

/** Whether a flow gets its events over a connection that we hold. */
export function hasConnection(subject: FlowCase): boolean {
  return isHeld(subject);
}

// What is replayed needs no snapshot unless we are away for longer.
function shortly(connection: FlowCase['source']['connection']): string {
  if (connection === undefined) return '';
  const { resync, resume } = connection;
  if (!resume.value.startsWith('a snapshot')) return resume.value;
  return `nothing is replayed: a snapshot${resync === undefined ? '' : `, ${figure(resync)}`}`;
}
