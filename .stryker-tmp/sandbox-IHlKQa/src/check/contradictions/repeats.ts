// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow, Step } from '../../model/integration.ts';
import type { Facts } from '../facts.ts';
import { isNaturallyRepeatable, isRepeatable } from '../repeatable.ts';

/** Repeats that do harm: asked for by an override, or caused by a source whose things have no identity. */
export function repeats(facts: Facts): readonly Diagnostic[] {
  return facts.integration.flows
    .filter(({ duplicate }) => duplicate?.value !== 'harmless')
    .flatMap((flow) => [...unsafeRetry(flow, facts), ...withoutIdentity(flow, facts)]);
}

function unsafeRetry(flow: Flow, facts: Facts): Diagnostic[] {
  const { retry } = flow.overrides;
  if (retry === undefined) return [];
  const { attempts = 1, forSeconds } = retry.value;
  if (attempts === 1 && forSeconds === undefined) return [];
  const unsafe = readable(flow, facts).find(
    (step) => !isRepeatable(step, facts.systems.get(step.system)),
  );
  if (unsafe === undefined) return [];
  const params = { flow: flow.id, step: unsafe.name, system: unsafe.system };
  return [diagnose('flow/unsafe-retry', params, retry.at)];
}

function withoutIdentity(flow: Flow, facts: Facts): Diagnostic[] {
  if (flow.idempotencyKey !== undefined || hasIdentity(flow, facts)) return [];
  const harmful = readable(flow, facts).find(
    (step) => !isNaturallyRepeatable(step, facts.systems.get(step.system)),
  );
  if (harmful === undefined) return [];
  const params = { flow: flow.id, from: flow.from, step: harmful.name };
  return [diagnose('flow/no-identity', params, flow.trigger.at)];
}

/** Named signature schemes and CloudEvents carry an event id; our own rows, calls and runs get one from us. */
function hasIdentity({ trigger, from }: Flow, { systems }: Facts): boolean {
  if (trigger.kind === 'poll') return false;
  const webhook = systems.get(from)?.webhook?.value;
  const isCustom =
    webhook !== undefined && webhook !== 'none' && webhook.customSignature !== undefined;
  return trigger.kind !== 'event' || !isCustom;
}

/** The steps of which is known what they call. */
function readable({ steps }: Flow, { systems, unreadable }: Facts): readonly Step[] {
  return steps.filter(
    ({ system, operation }) =>
      !unreadable.has(system) &&
      (operation !== undefined || systems.get(system)?.api === undefined),
  );
}
