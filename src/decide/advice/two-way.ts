import { figure } from '../../plan/figure.ts';
import type { Assumption, ChecklistItem, Risk } from '../../plan/plan.ts';
import type { TwoWay } from '../../plan/two-way.ts';
import type { FailureKind } from './failure-kind.ts';
import type { FlowCase } from './subject.ts';

type Both = FlowCase & { readonly twoWay: TwoWay };

/** The first direction of each two-way flow, most endangered first: what both share is said once. */
function wholes(cases: readonly FlowCase[]): readonly Both[] {
  const found: Both[] = [];
  for (const subject of cases) {
    const { twoWay } = subject.flow;
    if (twoWay === undefined || found.some(({ flow }) => flow.id === twoWay.other)) continue;
    found.push({ ...subject, twoWay });
  }
  return found;
}

/** What a two-way flow needs besides its two directions. */
export function twoWayItems(
  cases: readonly FlowCase[],
  owner: string | undefined,
): readonly ChecklistItem[] {
  const by = owner === undefined ? '' : `${owner}, `;
  return wholes(cases).flatMap(({ source, target, twoWay }) => [
    {
      text: `link table of ids, last written state, echo filter, ${words(twoWay)} between ${source.id} and ${target.id}`,
      gate: 'before go-live',
      byHand: true,
    },
    {
      text: `match what ${source.id} and ${target.id} both hold already, before the first change travels`,
      gate: `${by}before go-live`,
      byHand: false,
    },
    ...(twoWay.conflicts === undefined
      ? [
          {
            text: `count the entities that ${source.id} and ${target.id} share: conflicts rise with changes squared and fall with it`,
            gate: `${by}before any code`,
            byHand: false,
          },
        ]
      : []),
  ]);
}

function words({ policy }: TwoWay): string {
  return policy === 'review' ? 'queue of conflicts for people' : `policy ${policy}`;
}

/** What is taken for granted of two sides. */
export function twoWayAssumptions(cases: readonly FlowCase[]): readonly Assumption[] {
  return wholes(cases).flatMap(({ flow, source, target, declared, twoWay }) => [
    ...(twoWay.echo.source.kind === 'default'
      ? [
          {
            decision: twoWay.echo.id,
            assumed: `${source.id} and ${target.id} say who wrote a change`,
            ifWrong: `${figure(twoWay.echoes)} a day come back and are written again`,
          },
        ]
      : []),
    ...(declared?.twoWay?.volumeByDirection === false
      ? [
          {
            decision: flow.volume.id,
            assumed: `each of ${source.id} and ${target.id} changes ${figure(flow.volume)} a day`,
            ifWrong: 'if that is the sum of both, demand is half',
          },
        ]
      : []),
    {
      decision: twoWay.conflict.id,
      assumed: 'deletions do not travel',
      ifWrong: 'the side that keeps the entity writes it anew',
    },
  ]);
}

/** What deserves proof where two sides write to each other. */
export function twoWayRisk({ flow, source, target }: FlowCase): Risk {
  const { twoWay } = flow;
  return {
    component: `echo filter between ${source.id} and ${target.id}`,
    why: `${twoWay === undefined ? 'all writes' : `${figure(twoWay.echoes)} a day`} come back to ${source.id}; one that is taken for a change goes round for ever`,
    proof: `one change in ${target.id} is written to ${source.id} once, and nothing follows for an hour`,
  };
}

/** What fails where two sides write to each other. */
export const twoWayFailures: readonly FailureKind[] = [
  {
    id: 'echo',
    applies: ({ flow }) => flow.twoWay !== undefined,
    mode: ({ flow, source }) => ({
      failure: `our own write to ${source.id} comes back as a change`,
      detection: `${flow.twoWay === undefined ? 'each' : figure(flow.twoWay.echoes)} a day; one entity again and again`,
      mitigation:
        flow.twoWay?.echoFactor === undefined
          ? `dropped: ${flow.twoWay?.echo.value ?? ''}`
          : 'none declared: it is written to the other side again',
      byHand: true,
    }),
  },
  {
    id: 'both-changed',
    applies: ({ flow }) => flow.twoWay !== undefined,
    mode: ({ flow, source, target }) => ({
      failure: `${source.id} and ${target.id} change the same entity`,
      detection: `last written state differs on both sides${often(flow.twoWay)}`,
      mitigation: flow.twoWay?.conflict.value ?? '',
      byHand: true,
    }),
  },
  {
    id: 'old-values',
    applies: ({ flow, style }) => flow.twoWay !== undefined && style === 'queued',
    mode: ({ source }) => ({
      failure: `a delayed event of ${source.id} carries old values`,
      detection: 'older than the last written state',
      mitigation: `${source.id} is read again before the write`,
      byHand: true,
    }),
  },
];

function often(twoWay: TwoWay | undefined): string {
  if (twoWay?.conflicts === undefined || twoWay.conflictsInOutage === undefined) return '';
  return `; ${figure(twoWay.conflicts)} a day, ${figure(twoWay.conflictsInOutage)} more in an outage`;
}
