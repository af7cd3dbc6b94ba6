import { figure, rate } from '../../plan/figure.ts';
import type { ChecklistItem } from '../../plan/plan.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { isSlowToDrain } from './risks.ts';
import { bindingOf, isRepeatHarmful, type AdviceInput, type FlowCase } from './subject.ts';

const beforeCode = 'before any code';
const beforeLive = 'before go-live';

/** What is to be done, the largest risk first; what the output lacks is marked. */
export function checklistOf(
  cases: readonly FlowCase[],
  input: AdviceInput,
): readonly ChecklistItem[] {
  const owner = input.integration.owner?.value ?? 'owner to be named';
  const called = input.systems.filter((system) => system.called);
  return unique([
    ...cases.flatMap((subject) => capacityItems(subject, owner)),
    ...called.flatMap(limitItems),
    ...called.flatMap(portItems),
    ...partItems(cases),
    ...input.systems.flatMap(credentialItems),
    ...sharedLimiterItems(input),
    ...cases.flatMap((subject) => effectItems(subject, owner)),
    ...volumeItems(cases, owner),
    ...input.compliance.rules.map((rule) => item(`show that ${rule}`, `${owner}, ${beforeLive}`)),
    ...input.compliance.exclude.map((what) =>
      item(`test that no ${what} travels`, `${owner}, ${beforeLive}`),
    ),
    item('outage drill passed', `${owner}, ${beforeLive}`),
    handmade('alert rules of this page installed, each fired once', `${owner}, ${beforeLive}`),
    ...rotationItems(input.systems, owner),
  ]);
}

function capacityItems({ flow }: FlowCase, owner: string): readonly ChecklistItem[] {
  const [way] = flow.waysOut;
  if (flow.verdict.value === 'infeasible') {
    const text =
      way === undefined
        ? `lower the demand on "${bindingOf(flow)?.label ?? flow.to}" or buy more`
        : `choose a way out: ${way.text}`;
    return [item(text, `${owner}, ${beforeCode}`)];
  }
  if (!isSlowToDrain(flow)) return [];
  const price =
    flow.neededRate === undefined
      ? ''
      : `; the other way is ${figure(flow.neededRate)} from ${bindingOf(flow)?.system ?? flow.to}`;
  return [item(`accept what an outage does to ${flow.id}${price}`, `${owner}, ${beforeCode}`)];
}

function limitItems({ id, calls }: PlannedSystem): readonly ChecklistItem[] {
  if (calls === undefined) return [];
  if (calls.limitKnowledge.value === 'unknown') {
    const cautious =
      calls.effectiveRate === undefined ? '' : `; until then ${rate(calls.effectiveRate.value)}`;
    return [item(`ask ${id} for its limits${cautious}`, `owner of ${id}, ${beforeLive}`)];
  }
  return calls.limits
    .filter(({ jitter }) => jitter?.source.kind === 'derived')
    .map((limit) =>
      item(
        `load-test "${limit.label}" of ${id} with jitter ${limit.jitter === undefined ? '' : figure(limit.jitter)}`,
        beforeLive,
      ),
    );
}

function portItems({ id, port }: PlannedSystem): readonly ChecklistItem[] {
  if (port === undefined || port.methods.length === 0) return [];
  const steps = port.methods.map(({ step }) => step).join(', ');
  return [handmade(`port of ${id}: ${steps}`, 'gate for everything')];
}

/** The parts of a flow that the output does not contain. */
function partItems(cases: readonly FlowCase[]): readonly ChecklistItem[] {
  const parts = {
    waiting: 'fallback answer and re-check',
    run: 'job, staging, ledger of sent hashes, confirmation look-up',
    poll: 'poller with stored cursor, worker, dead letters',
    queued: 'receiver, inbox, worker with pause, dead letters with redrive',
  } as const;
  const styles = [...new Set(cases.map(({ style }) => style))];
  return styles.map((style) => {
    const flows = cases.filter((subject) => subject.style === style);
    const names =
      flows.length === cases.length
        ? ''
        : ` of ${flows
            .slice(0, 2)
            .map(({ flow }) => flow.id)
            .join(', ')}${flows.length > 2 ? ' and others' : ''}`;
    return handmade(`${partOf(flows, parts[style])}${names}`, beforeLive);
  });
}

function partOf(flows: readonly FlowCase[], part: string): string {
  const [first] = flows;
  if (first?.style !== 'queued') return part;
  const isOutbox = flows.every(({ flow }) => flow.pattern.value === 'outbox');
  return isOutbox ? part.replace('receiver, inbox', 'outbox table, relay') : part;
}

function credentialItems({ id, auth, webhook }: PlannedSystem): readonly ChecklistItem[] {
  const found = auth.byHand.map((what) => handmade(`${what} for ${id}`, 'before the first call'));
  return webhook === undefined
    ? found
    : [
        ...found,
        handmade(
          `verify ${webhook.signature.value} of ${id} on raw bytes`,
          'before the first event',
        ),
      ];
}

function sharedLimiterItems({ settings }: AdviceInput): readonly ChecklistItem[] {
  return settings.instances.value > 1
    ? [
        handmade(
          `limiter shared by ${figure(settings.instances)} processes (${settings.limiterStore.value})`,
          beforeLive,
        ),
      ]
    : [];
}

function effectItems({ flow, style, target }: FlowCase, owner: string): readonly ChecklistItem[] {
  const unsafe = flow.steps.find(({ repeatable }) => !repeatable.value);
  if (!isRepeatHarmful(flow) || unsafe === undefined) return [];
  const what =
    style === 'run'
      ? `${target.id} says what it does with a repeated file`
      : `ask ${unsafe.system} whether "${unsafe.name}" can carry a key`;
  return [item(what, `${owner}, ${beforeLive}`)];
}

function volumeItems(cases: readonly FlowCase[], owner: string): readonly ChecklistItem[] {
  const guessed = cases.filter(({ flow }) => !flow.volumeKnown).map(({ flow }) => flow.id);
  return guessed.length === 0
    ? []
    : [item(`measure the volume of ${guessed.slice(0, 2).join(', ')}`, `${owner}, ${beforeCode}`)];
}

function rotationItems(systems: readonly PlannedSystem[], owner: string): readonly ChecklistItem[] {
  const secrets = systems.flatMap(({ auth, webhook }) => [
    ...auth.secrets,
    ...(webhook?.secret === undefined ? [] : [webhook.secret]),
  ]);
  return secrets.length === 0
    ? []
    : [
        item(
          `rotate ${secrets.slice(0, 2).join(', ')} once, both valid meanwhile`,
          `${owner}, ${beforeLive}`,
        ),
      ];
}

function item(text: string, gate: string): ChecklistItem {
  return { text, gate, byHand: false };
}

function handmade(text: string, gate: string): ChecklistItem {
  return { text, gate, byHand: true };
}

function unique(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  return items.filter(
    ({ text }, index) => items.findIndex((other) => other.text === text) === index,
  );
}
