// @ts-nocheck
import type { System } from '../../model/integration.ts';
import type { Latency } from '../../model/quantity.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import type { SystemLatency } from '../system-context.ts';
import { tidy } from '../tidy.ts';

const usualRatio = defaults.latencyP99 / defaults.latencyP50;

/** Duration of the usual, the slow and the mean call of a system. */
export function decideLatency(system: System): SystemLatency {
  const owner = `systems.${system.id}`;
  const declared = declaredLatencies(system);
  const max = declared('max', `${system.id} lets a call hang at most so long, by the file.`);
  const fixed = {
    p50: declared(
      'p50',
      `Half of the calls to ${system.id} are answered within this time, by the file.`,
    ),
    p99: declared(
      'p99',
      `All but one in a hundred calls to ${system.id} are answered within this time, by the file.`,
    ),
    mean: declared(
      'mean',
      `The file gives the mean duration of a call to ${system.id}, so nothing has to be estimated.`,
    ),
  };
  const p50 = fixed.p50 ?? usual(owner, fixed);
  const p99 = fixed.p99 ?? slow(owner, p50, fixed.p50 ?? fixed.mean);
  return {
    p50,
    p99,
    mean: fixed.mean ?? mean(owner, p50, p99),
    ...(max === undefined ? {} : { max }),
  };
}

function declaredLatencies(
  system: System,
): (name: keyof Latency, reason: string) => Decision<number> | undefined {
  const { latency } = system;
  return (name, reason) => {
    if (latency === undefined || latency.value === 'unknown') return undefined;
    const value = latency.value[name];
    return value === undefined
      ? undefined
      : stated(`systems.${system.id}.latency-${name}`, declaredAt(latency.at), {
          value,
          unit: 's',
          reason,
        });
  };
}

function usual(
  owner: string,
  { p99, mean: average }: { p99: Decision<number> | undefined; mean: Decision<number> | undefined },
): Decision<number> {
  const id = `${owner}.latency-p50`;
  const known = p99 ?? average;
  if (known === undefined) {
    return stated(id, byDefault('latencyP50'), {
      value: defaults.latencyP50,
      unit: 's',
      reason:
        'Nobody says how fast it answers, so a usual web API is assumed until it is measured.',
    });
  }
  const ratio = p99 === undefined ? meanRatio(usualRatio) : usualRatio;
  const value = tidy(known.value / ratio);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'The file gives only one figure of the duration, so the usual spread of a web API is put around it.',
      formula: `${duration(known.value)} / ${count(ratio)} = ${duration(value)}`,
    },
    [known],
  );
}

function slow(
  owner: string,
  p50: Decision<number>,
  known: Decision<number> | undefined,
): Decision<number> {
  const id = `${owner}.latency-p99`;
  if (known === undefined) {
    return stated(id, byDefault('latencyP99'), {
      value: defaults.latencyP99,
      unit: 's',
      reason:
        'Nobody says how slow it gets, so one call in a hundred is assumed to take this long until it is measured.',
    });
  }
  const value = tidy(p50.value * usualRatio);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'The file does not say how slow it gets, so the usual spread of a web API is put on the usual call.',
      formula: `${duration(p50.value)} x ${count(usualRatio)} = ${duration(value)}`,
    },
    [p50],
  );
}

// A log-normal distribution: p99 lies 2.33 standard deviations above the median.
function meanRatio(ratio: number): number {
  return Math.exp((Math.log(ratio) / defaults.deviationsToP99) ** 2 / 2);
}

function mean(owner: string, p50: Decision<number>, p99: Decision<number>): Decision<number> {
  const value = tidy(p50.value * meanRatio(p99.value / p50.value));
  return derived(
    `${owner}.latency-mean`,
    {
      value,
      unit: 's',
      reason:
        'A few slow calls pull the mean above the usual call; the durations are taken to be log-normal.',
      formula: `${duration(p50.value)} x exp((ln(${duration(p99.value)} / ${duration(p50.value)}) / ${defaults.deviationsToP99})^2 / 2) = ${duration(value)}`,
    },
    [p50, p99],
  );
}
