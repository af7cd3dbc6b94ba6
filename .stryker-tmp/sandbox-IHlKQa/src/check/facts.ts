// @ts-nocheck
import type { Flow, Integration, Step, System } from '../model/integration.ts';

/** What contradictions are looked for in. */
export interface Facts {
  readonly integration: Integration;
  readonly systems: ReadonlyMap<string, System>;
  /** Systems that name a spec which could not be read: nothing follows about their operations. */
  readonly unreadable: ReadonlySet<string>;
  /** Whether nothing of the file was left out as wrong; else nothing follows from what no flow names. */
  readonly isComplete: boolean;
}

/** A step with the flow in which it stands. */
export interface UsedStep {
  readonly flow: Flow;
  readonly step: Step;
}

/** Every call of a flow: trigger, steps, their confirmations, reconciliation. */
export function callsOf(flow: Flow): readonly Step[] {
  const polled = flow.trigger.kind === 'poll' ? [flow.trigger.step] : [];
  const reconciled = flow.reconcile?.value.read;
  return [...polled, ...flow.steps, ...(reconciled === undefined ? [] : [reconciled])].flatMap(
    (step) => [step, ...confirmationOf(step)],
  );
}

/** Every call of every flow at one system. */
export function callsAt(system: string, { flows }: Integration): readonly UsedStep[] {
  return flows.flatMap((flow) =>
    callsOf(flow)
      .filter((step) => step.system === system)
      .map((step) => ({ flow, step })),
  );
}

function confirmationOf({ confirm }: Step): readonly Step[] {
  return confirm?.value.kind === 'read' ? [confirm.value.step] : [];
}
