import type { System } from '../model/integration.ts';
import type { Fact, Provider } from '../model/provider.ts';
import type { Decision, DecisionValue, Source } from '../plan/decision.ts';
import { cataloguedAt } from './rule.ts';

/** A fact of the catalogue with its source, and the name of the vendor as people write it. */
export interface Published<T> {
  readonly value: T;
  readonly source: Source;
  readonly vendor: string;
}

/** What the catalogue knows of the vendor of a system; undefined where it is none, or nothing is known. */
export function published<T>(
  { known }: System,
  pick: (provider: Provider) => Fact<T> | undefined,
): Published<T> | undefined {
  if (known === undefined) return undefined;
  const { provider } = known;
  const fact = pick(provider);
  if (fact === undefined) return undefined;
  return {
    value: fact.value,
    source: cataloguedAt(provider.name, fact.from),
    vendor: provider.title,
  };
}

/** A decision of the file, which keeps what the catalogue says instead as overruled. */
export function overruling<T extends DecisionValue>(
  decision: Decision<T>,
  lost: { readonly value: T; readonly source: Source } | undefined,
): Decision<T> {
  const isSame =
    lost === undefined || JSON.stringify(lost.value) === JSON.stringify(decision.value);
  return isSame ? decision : { ...decision, overruled: { value: lost.value, source: lost.source } };
}
