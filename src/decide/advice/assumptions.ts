import type { Decision } from '../../plan/decision.ts';
import { duration, figure } from '../../plan/figure.ts';
import type { Assumption } from '../../plan/plan.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { savingAssumptions, zoneAssumptions } from './assumptions-first.ts';
import { catalogueAssumptions } from './catalogue.ts';
import { limitAssumptions } from './limit-assumptions.ts';
import { isFile, isRepeatHarmful, someOf, type AdviceInput, type FlowCase } from './subject.ts';
import { connectionAssumptions } from './connections.ts';
import { twoWayAssumptions } from './two-way.ts';

/** Every default that was used and matters, what is rested on most first. */
export function assumptionsOf(
  cases: readonly FlowCase[],
  input: AdviceInput,
): readonly Assumption[] {
  const systems = input.systems.filter(({ called }) => called);
  return [
    ...zoneAssumptions(input),
    ...systems.flatMap(limitAssumptions),
    ...savingAssumptions(cases),
    ...catalogueAssumptions(input.systems),
    ...volumeAssumptions(cases),
    ...twoWayAssumptions(cases),
    ...connectionAssumptions(cases),
    ...cases.flatMap(effectAssumptions),
    ...cases.flatMap(timetableAssumptions),
    ...answerAssumptions(systems),
    ...input.systems.flatMap(senderAssumptions),
    ...outageAssumptions(cases),
    ...cases.flatMap(harmAssumptions),
    ...settingAssumptions(input),
    ...regionAssumptions(input),
  ];
}

const isDefault = (decision: Decision | undefined): decision is Decision =>
  decision?.source.kind === 'default';

function volumeAssumptions(cases: readonly FlowCase[]): readonly Assumption[] {
  const guessed = cases.filter(({ flow }) => isDefault(flow.volume));
  const unpeaked = cases.filter(
    ({ flow, declared }) =>
      flow.peaks.length > 0 && declared !== undefined && declared.peak === undefined,
  );
  const unpromised = cases.filter(({ flow }) => isDefault(flow.latencyTarget));
  return [
    ...shared(guessed, ({ flow }, names) => ({
      decision: flow.volume.id,
      assumed: `volume of ${names}: ${figure(flow.volume)} a day`,
      ifWrong: 'demand and verdict change in proportion',
    })),
    ...shared(unpeaked, ({ flow, style }, names) => ({
      decision: flow.peakRate.id,
      assumed: `peak of ${names}: ${figure(flow.peakRate)}`,
      ifWrong: style === 'waiting' ? 'a higher peak is refused' : 'a higher peak waits longer',
    })),
    ...shared(unpromised, ({ flow }, names) => ({
      decision: flow.latencyTarget?.id ?? flow.id,
      assumed: `promise of ${names}: ${flow.latencyTarget === undefined ? 'nothing' : figure(flow.latencyTarget)}`,
      ifWrong: 'alerts and verdict measure the wrong promise',
    })),
  ];
}

/** One line for all flows that rest on the same; the figure is that of the first. */
function shared(
  cases: readonly FlowCase[],
  line: (first: FlowCase, names: string) => Assumption,
): readonly Assumption[] {
  const [first] = cases;
  return first === undefined ? [] : [line(first, someOf(cases.map(({ flow }) => flow.id)))];
}

function effectAssumptions({ flow }: FlowCase): readonly Assumption[] {
  const unsafe = flow.steps.find(
    ({ repeatable }) => !repeatable.value && repeatable.source.kind === 'default',
  );
  const found: Assumption[] = [];
  if (unsafe !== undefined) {
    found.push({
      decision: unsafe.repeatable.id,
      assumed: `${unsafe.system} honours no key for "${unsafe.name}"`,
      ifWrong: 'with a key calls repeat safely',
    });
  }
  return found;
}

/** How a repeat shows, and that it does harm, where nobody says otherwise. */
function harmAssumptions({ flow, target }: FlowCase): readonly Assumption[] {
  const found: Assumption[] = [];
  if (flow.inbox !== undefined && isDefault(flow.inbox.key)) {
    found.push({
      decision: flow.inbox.key.id,
      assumed: `${flow.from} keeps the id of an event when it sends it again`,
      ifWrong: 'duplicates are not recognised',
    });
  }
  if (isDefault(flow.duplicate) && isRepeatHarmful(flow)) {
    found.push({
      decision: flow.duplicate.id,
      assumed: `a second effect in ${target.id} does harm`,
      ifWrong: 'calls may be repeated',
    });
  }
  return found;
}

function timetableAssumptions({ flow, source, target }: FlowCase): readonly Assumption[] {
  const found: Assumption[] = [];
  const table = flow.timetable;
  if (table?.prepare !== undefined && table.prepare.source.kind !== 'declared') {
    found.push({
      decision: table.prepare.id,
      assumed: `${source.id} needs ${figure(table.prepare)} to prepare`,
      ifWrong: 'slack shrinks by the difference',
    });
  }
  if (table?.confirm !== undefined && table.confirm.source.kind !== 'declared') {
    found.push({
      decision: table.confirm.id,
      assumed: `${target.id} confirms within ${figure(table.confirm)}`,
      ifWrong: 'the last safe moment comes earlier',
    });
  }
  if (table !== undefined && isRepeatHarmful(flow) && isFile(target)) {
    found.push({
      decision: flow.outgoingKey.id,
      assumed: `${target.id} refuses or ignores a repeated file name`,
      ifWrong: 'only our ledger of hashes prevents a second effect',
    });
  }
  return found;
}

function answerAssumptions(systems: readonly PlannedSystem[]): readonly Assumption[] {
  const guessed = systems.filter(({ calls }) => isDefault(calls?.latencyP99));
  const calls = guessed[0]?.calls;
  const answers: readonly Assumption[] =
    calls === undefined
      ? []
      : [
          {
            decision: calls.latencyP99.id,
            assumed: `calls to ${someOf(guessed.map(({ id }) => id))} take ${figure(calls.latencyP50)}, slow ones ${figure(calls.latencyP99)}`,
            ifWrong: 'time-outs cut good calls or hold slots too long',
          },
        ];
  return [...systems.flatMap(credentialAssumptions), ...answers];
}

function credentialAssumptions({ id, auth, owned }: PlannedSystem): readonly Assumption[] {
  const found: Assumption[] = [];
  if (isDefault(auth.method) && !owned) {
    found.push({
      decision: auth.method.id,
      assumed: `${id} takes ${auth.method.value}`,
      ifWrong: 'nothing can be called',
    });
  }
  if (isDefault(auth.tokenLifetime)) {
    found.push({
      decision: auth.tokenLifetime.id,
      assumed: `tokens of ${id} live ${figure(auth.tokenLifetime)}`,
      ifWrong: 'renewal comes too late',
    });
  }
  return found;
}

function senderAssumptions({ id, webhook }: PlannedSystem): readonly Assumption[] {
  if (webhook === undefined) return [];
  const found: Assumption[] = [];
  if (isDefault(webhook.signature)) {
    found.push({
      decision: webhook.signature.id,
      assumed: `${id} signs by ${webhook.signature.value}`,
      ifWrong: 'every event is refused',
    });
  }
  if (isDefault(webhook.redelivery)) {
    found.push({
      decision: webhook.redelivery.id,
      assumed: `${id} redelivers for ${figure(webhook.redelivery)}`,
      ifWrong: 'what we miss must be read back',
    });
  }
  return found;
}

function outageAssumptions(cases: readonly FlowCase[]): readonly Assumption[] {
  const assumed = cases.find(({ flow }) => flow.outage.source.kind !== 'declared');
  if (assumed === undefined) return [];
  const { flow, target, style } = assumed;
  const effect = {
    waiting: 'more callers go without',
    run: 'slack shrinks',
    poll: 'backlog and drain grow',
    queued: 'backlog and drain grow',
  }[style];
  return [
    {
      decision: flow.outage.id,
      assumed: `${target.id} is away ${duration(flow.outage.value)} at a stretch, at most`,
      ifWrong: effect,
    },
  ];
}

function settingAssumptions({ settings }: AdviceInput): readonly Assumption[] {
  const found: Assumption[] = [];
  if (isDefault(settings.instances)) {
    found.push({
      decision: settings.instances.id,
      assumed: 'one process runs',
      ifWrong: 'declare it: limits and tokens need one store',
    });
  }
  if (isDefault(settings.secretStore)) {
    found.push({
      decision: settings.secretStore.id,
      assumed: `${settings.secretStore.value} holds the secrets; no cloud is named`,
      ifWrong: 'name the cloud under deployment',
    });
  }
  return found;
}

function regionAssumptions({ compliance, systems, settings }: AdviceInput): readonly Assumption[] {
  if (compliance.residency === undefined) return [];
  const unknown = systems.filter(({ region }) => region === undefined).map(({ id }) => id);
  if (unknown.length === 0) return [];
  return [
    {
      decision: settings.secretStore.id,
      assumed: `${unknown.join(', ')} keep data in ${compliance.residency}`,
      ifWrong: 'the data may not go there',
    },
  ];
}
