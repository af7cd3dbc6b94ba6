import type { Assumption } from '../../plan/plan.ts';
import { bindingOf, isExceeded, type AdviceInput, type FlowCase } from './subject.ts';

/** In which zone clock times are read, where nobody says. */
export function zoneAssumptions({ settings, integration }: AdviceInput): readonly Assumption[] {
  const isTimed = integration.flows.some(
    ({ schedule, deadline }) => schedule !== undefined || deadline !== undefined,
  );
  if (settings.timezone.source.kind !== 'default' || !isTimed) return [];
  return [
    {
      decision: settings.timezone.id,
      assumed: `clock times are ${settings.timezone.value}, summer and winter`,
      ifWrong: 'runs start hours off',
    },
  ];
}

/** Where nothing fits, the verdict counts every call; what may be saved is nobody's knowledge yet. */
export function savingAssumptions(cases: readonly FlowCase[]): readonly Assumption[] {
  const broken = cases.find(({ flow }) => isExceeded(flow));
  const demand = broken === undefined ? undefined : bindingOf(broken.flow);
  if (demand === undefined) return [];
  return [
    {
      decision: demand.use.id,
      assumed: `no call to ${demand.system} is saved by a cache or by duplicates`,
      ifWrong: 'demand falls by what is measured',
    },
  ];
}
