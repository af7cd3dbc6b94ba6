import type { Decision } from '../../plan/decision.ts';
import { figure, rate } from '../../plan/figure.ts';
import type { Assumption } from '../../plan/plan.ts';
import type { CallPolicy, PlannedSystem } from '../../plan/system.ts';
import { isCatalogued } from './catalogue.ts';

/** What is taken for true of the limits of a system, because nobody says or the words leave a choice. */
export function limitAssumptions(system: PlannedSystem): readonly Assumption[] {
  const { id, calls, tenants } = system;
  if (calls === undefined) return [];
  const doubted = calls.limits.find(
    ({ doubt, declared }) => doubt !== undefined && !isCatalogued(declared),
  );
  return [
    ...jitterAssumptions(id, calls),
    ...(tenants !== undefined && isDefault(tenants.largestShare)
      ? [
          {
            decision: tenants.largestShare.id,
            assumed: `the largest ${tenants.what} of ${id} makes ${figure(tenants.largestShare)} of the calls`,
            ifWrong: 'its own limit is met earlier',
          },
        ]
      : []),
    ...(doubted === undefined
      ? []
      : [
          {
            decision: doubted.declared.id,
            assumed: `"${doubted.label}" of ${id}, the strictest that is documented, is ours`,
            ifWrong: 'more calls could leave than are planned',
          },
        ]),
    ...knowledgeAssumptions(system, calls),
  ];
}

function jitterAssumptions(id: string, { limits }: CallPolicy): readonly Assumption[] {
  return limits.flatMap(({ jitter, label }) =>
    jitter?.source.kind === 'derived'
      ? [
          {
            decision: jitter.id,
            assumed: `calls to ${id} arrive within ${figure(jitter)} of their departure`,
            ifWrong: `"${label}" is exceeded or the peak does not fit`,
          },
        ]
      : [],
  );
}

function knowledgeAssumptions(
  { id, delivery, tenants }: PlannedSystem,
  { limits, limitKnowledge: knowledge, effectiveRate }: CallPolicy,
): readonly Assumption[] {
  if (knowledge.value === 'owned') {
    return [
      {
        decision: knowledge.id,
        assumed: `${id} is ours and has no limit`,
        ifWrong: `our load slows ${id} for others`,
      },
    ];
  }
  if (knowledge.value !== 'unknown') return [];
  if (delivery === undefined) {
    return [
      {
        decision: knowledge.id,
        assumed: `${id} allows ${effectiveRate === undefined ? 'what we send' : rate(effectiveRate.value)}; its limit is unknown`,
        ifWrong: 'calls are refused and everything behind them waits',
      },
    ];
  }
  const slots = limits[0]?.hard;
  return [
    {
      decision: slots?.id ?? knowledge.id,
      assumed: `each ${tenants?.what ?? 'endpoint'} of ${id} takes ${slots === undefined ? 'our calls' : figure(slots)} at a time`,
      ifWrong: 'its own events wait; no other is held up',
    },
  ];
}

function isDefault(decision: Decision | undefined): decision is Decision {
  return decision?.source.kind === 'default';
}
