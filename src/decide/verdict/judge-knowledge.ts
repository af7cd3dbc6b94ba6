import { count, duration, rate, share, times } from '../../plan/figure.ts';
import type { CallPolicy } from '../../plan/system.ts';
import type { CalledSystem, FlowContext } from '../flow-context.ts';
import type { Judgement } from './judgement.ts';

/** What nobody knows, and the measures without which the flow would not work. */
export function judgeKnowledge(context: FlowContext): readonly Judgement[] {
  return [...judgeMeasure(context), ...judgeUnknownLimits(context), ...judgeUnknownVolume(context)];
}

function judgeMeasure({ draft, utilisation, demand }: FlowContext): readonly Judgement[] {
  const { microBatch, brokenQuota } = draft;
  if (microBatch === undefined || brokenQuota === undefined) return [];
  const saved = microBatch.naiveCallsPerDay.value / microBatch.callsPerDay.value;
  const quota = demand.find(({ limit }) => brokenQuota.inputs.includes(`${limit}.hard`));
  return [
    {
      verdict: 'feasible if',
      kind: 'measure',
      sentence: `One call an item breaks ${brokenQuota.label} of ${brokenQuota.system} (${brokenQuota.formula}); batches of ${count(microBatch.items.value)} every ${duration(microBatch.flush.value)} make ${count(microBatch.callsPerDay.value)} a day, ${times(saved)} fewer.`,
      formula: microBatch.callsPerDay.formula ?? '',
      inputs: [
        microBatch.callsPerDay,
        microBatch.naiveCallsPerDay,
        microBatch.items,
        microBatch.flush,
      ],
      waysOut: [
        {
          id: 'batch',
          text: `Batches as planned use ${quota === undefined ? '' : `${quota.use.formula ?? ''} `}where ${count(utilisation.value)} of a limit is planned for.`,
          formula: microBatch.callsPerDay.formula ?? '',
        },
      ],
    },
  ];
}

function judgeUnknownLimits({ draft, called, utilisation }: FlowContext): readonly Judgement[] {
  return called
    .filter(({ policy }) => policy.limitKnowledge.value === 'unknown')
    .map((system): Judgement => {
      const { id, policy, loads } = system;
      const peak = loads.reduce((sum, load) => sum + load.peak.value, 0);
      if (system.planned.delivery !== undefined) return judgeEndpoints(system, peak);
      const needed = peak / utilisation.value;
      return {
        verdict: 'feasible if',
        kind: 'unknown',
        sentence: `Nobody knows the limits of ${id}: it must allow at least ${rate(needed)}, all flows together${tillThen(policy, peak)}.`,
        formula: `${rate(peak)} / ${count(utilisation.value)} = ${rate(needed)}`,
        inputs: [
          policy.limitKnowledge,
          `systems.${id}.peak-calls`,
          utilisation,
          ...(policy.effectiveRate === undefined ? [] : [policy.effectiveRate]),
        ],
        waysOut: [
          {
            id: `ask-${id}`,
            text: `Ask ${id} for its limits and declare them.`,
            formula: `${rate(draft.traffic.peakRate.value)} in the peak / ${count(utilisation.value)}`,
          },
        ],
      };
    });
}

// Each endpoint has a lane of its own, so only the largest could be asked for more than it bears.
function judgeEndpoints({ id, planned, policy }: CalledSystem, peak: number): Judgement {
  const largest = planned.tenants?.largestShare;
  const what = planned.tenants?.what ?? 'endpoint';
  const needed = peak * (largest?.value ?? 1);
  return {
    verdict: 'feasible if',
    kind: 'unknown',
    sentence: `The largest ${what} of ${id} must bear ${rate(needed)} in the peak (${share(largest?.value ?? 1)} of ${rate(peak)}); a slower one holds up only its own events.`,
    formula: `${share(largest?.value ?? 1)} x ${rate(peak)} = ${rate(needed)}`,
    inputs: [
      policy.limitKnowledge,
      `systems.${id}.peak-calls`,
      ...(largest === undefined ? [] : [largest]),
    ],
    waysOut: [
      {
        id: `batch-${id}`,
        text: `Let one ${what} that is slower take several events in one call, or fetch them by a cursor.`,
        formula: `${rate(needed)} in one call each second is 1/s`,
      },
    ],
  };
}

// Our own caution holds the peak back until somebody declares what is allowed.
function tillThen({ effectiveRate }: CallPolicy, peak: number): string {
  if (effectiveRate === undefined || effectiveRate.value >= peak) return '';
  return `; until it is declared only ${rate(effectiveRate.value)} of the ${rate(peak)} in the peak leave and the rest waits`;
}

function judgeUnknownVolume(context: FlowContext): readonly Judgement[] {
  const { draft, demand } = context;
  if (draft.traffic.volumeKnown) return [];
  const tightest = [...demand].sort((a, b) => b.use.value - a.use.value)[0];
  const planned = draft.traffic.volume.value;
  const fits =
    tightest === undefined || tightest.use.value === 0
      ? undefined
      : (planned * context.utilisation.value) / tightest.use.value;
  return [
    {
      verdict: 'feasible if',
      kind: 'unknown-volume',
      sentence:
        fits === undefined
          ? 'Nobody knows the volume, and no limit is known against which it could be held.'
          : `Nobody knows the volume: up to ${count(fits)} in ${duration(draft.traffic.period)} fit "${tightest?.label ?? ''}".`,
      formula:
        fits === undefined
          ? count(planned)
          : `${count(planned)} x ${count(context.utilisation.value)} / ${count(tightest?.use.value ?? 1)} = ${count(fits)}`,
      inputs: [
        draft.traffic.volume,
        context.utilisation,
        ...(tightest === undefined ? [] : [tightest.use]),
      ],
      waysOut: [
        {
          id: 'measure-volume',
          text: 'Measure the volume of a week and declare it.',
          formula: count(planned),
        },
      ],
    },
  ];
}
