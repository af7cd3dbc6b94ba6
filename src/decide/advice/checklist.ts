import { byHandMetrics } from '../../plan/alert.ts';
import { figure, rate } from '../../plan/figure.ts';
import type { ChecklistItem } from '../../plan/plan.ts';
import type { CallPolicy, PlannedSystem } from '../../plan/system.ts';
import { alertsOf } from './alerts.ts';
import { catalogueItems, isCatalogued, whyPublished } from './catalogue.ts';
import { connectionItems } from './connections.ts';
import { endpointItems } from './endpoints.ts';
import { isSlowToDrain } from './risks.ts';
import {
  bindingOf,
  isExceeded,
  isFile,
  isRepeatHarmful,
  someOf,
  type AdviceInput,
  type FlowCase,
} from './subject.ts';
import { twoWayItems } from './two-way.ts';

const beforeCode = 'before code';
const beforeLive = 'before go-live';

function by(owner: string | undefined, gate: string): string {
  return owner === undefined ? gate : `${owner}, ${gate}`;
}

/** What is to be done: what cannot work at all, what the output lacks (marked), then the largest risk first. */
export function checklistOf(
  cases: readonly FlowCase[],
  input: AdviceInput,
): readonly ChecklistItem[] {
  const owner = input.integration.owner?.value;
  const called = input.systems.filter((system) => system.called);
  return unique([
    ...brokenItems(cases, owner),
    ...portItems(called),
    ...endpointItems(cases),
    ...twoWayItems(cases, owner),
    ...partItems(cases),
    ...answerItems(cases),
    ...input.compliance.rules.map((rule) => item(`show: ${rule}`, by(owner, beforeLive))),
    ...slowItems(cases, owner),
    ...connectionItems(cases),
    ...called.flatMap(limitItems),
    ...cases.flatMap((subject) => effectItems(subject, owner)),
    ...input.systems.flatMap(credentialItems),
    ...sharedLimiterItems(input),
    ...volumeItems(cases, owner),
    ...called.flatMap(otherItems),
    ...input.systems.flatMap(catalogueItems),
    ...(owner === undefined ? [item('name the owner who is called', beforeLive)] : []),
    ...input.compliance.exclude.map((what) =>
      item(`test that no ${what} travels`, by(owner, beforeLive)),
    ),
    item('outage drill passed', by(owner, beforeLive)),
    ...alertItems(cases, by(owner, beforeLive)),
    ...rotationItems(input.systems, owner),
  ]);
}

/** Rules are worth nothing before somebody has seen them fire, and nothing without what they read. */
function alertItems(cases: readonly FlowCase[], gate: string): readonly ChecklistItem[] {
  const { alerts } = alertsOf(cases);
  const missing = alerts.some((alert) => byHandMetrics(alert).length > 0);
  return [
    ...(missing ? [handmade('export the metrics that operations/runbook.md lists', gate)] : []),
    item('load operations/alerts.yaml, let each rule fire once', gate),
  ];
}

function brokenItems(
  cases: readonly FlowCase[],
  owner: string | undefined,
): readonly ChecklistItem[] {
  return cases
    .filter(({ flow }) => isExceeded(flow))
    .map((subject) => item(wayOut(subject), by(owner, beforeCode)));
}

function slowItems(
  cases: readonly FlowCase[],
  owner: string | undefined,
): readonly ChecklistItem[] {
  const slow = cases.filter(({ flow }) => !isExceeded(flow) && isSlowToDrain(flow));
  const [first] = slow;
  if (first === undefined) return [];
  const flows = someOf(slow.map(({ flow }) => flow.id));
  return [item(`accept what an outage does to ${flows}${priceOf(first)}`, by(owner, beforeCode))];
}

function wayOut({ flow }: FlowCase): string {
  return flow.waysOut.length === 0
    ? `lower the demand on "${bindingOf(flow)?.label ?? flow.to}" or buy more`
    : `choose one of the ways out of ${flow.id}`;
}

function priceOf({ flow }: FlowCase): string {
  return flow.neededRate === undefined
    ? ''
    : `; the other way is ${figure(flow.neededRate)} from ${bindingOf(flow)?.system ?? flow.to}`;
}

function limitItems({ id, calls, delivery }: PlannedSystem): readonly ChecklistItem[] {
  // Nobody can ask each stranger what its endpoint bears.
  if (calls === undefined || delivery !== undefined) return [];
  if (calls.limitKnowledge.value === 'unknown') {
    const cautious =
      calls.effectiveRate === undefined ? '' : `; until then ${rate(calls.effectiveRate.value)}`;
    return [item(`ask ${id} for its limits${cautious}`, `owner of ${id}, ${beforeLive}`)];
  }
  return [...documentedItems(id, calls), ...jitterItems(id, calls)];
}

// What the words of a description leave open is asked before it is relied on.
function documentedItems(id: string, calls: CallPolicy): readonly ChecklistItem[] {
  const doubted = calls.limits.filter(({ doubt }) => doubt !== undefined);
  const [first] = doubted;
  if (first?.doubt === undefined) return [];
  const why =
    first.doubt === 'unclear' ? ': its words are unclear' : `: documented for ${first.doubt}`;
  const reason = whyPublished(first.declared, first.doubt) || why;
  return [item(`ask ${id} whether "${first.label}" is our limit${reason}`, beforeLive)];
}

function otherItems({ id, calls }: PlannedSystem): readonly ChecklistItem[] {
  const others = calls?.otherLimits ?? [];
  return others.length === 0
    ? []
    : [item(`ask ${id} whether these limits are ours too: ${someOf(others)}`, beforeLive)];
}

function jitterItems(id: string, { limits }: CallPolicy): readonly ChecklistItem[] {
  return limits
    .filter(({ jitter }) => jitter?.source.kind === 'derived')
    .map((limit) =>
      item(
        `load-test "${limit.label}" of ${id} with jitter ${limit.jitter === undefined ? '' : figure(limit.jitter)}`,
        beforeLive,
      ),
    );
}

function portItems(systems: readonly PlannedSystem[]): readonly ChecklistItem[] {
  const ports = systems.filter(({ port }) => port !== undefined && port.methods.length > 0);
  if (ports.length === 0) return [];
  return [handmade(`port of ${someOf(ports.map(({ id }) => id))}`, 'first')];
}

/** The parts of the flows that the output does not contain, in one item, so that none of them is left out for length. */
function partItems(cases: readonly FlowCase[]): readonly ChecklistItem[] {
  const parts = {
    waiting: 'fallback',
    run: 'job, staging, ledger of sent hashes, confirmation look-up',
    poll: 'poller with stored cursor, worker, dead letters',
    queued: 'receiver, inbox, worker, dead letters',
  } as const;
  const styles = [...new Set(cases.map(({ style }) => style))];
  const texts = styles.map((style) => {
    const flows = cases.filter((subject) => subject.style === style);
    const names =
      flows.length === cases.length ? '' : ` of ${someOf(flows.map(({ flow }) => flow.id))}`;
    return `${partOf(flows, parts[style])}${names}`;
  });
  return texts.length === 0 ? [] : [handmade(texts.join('; '), beforeLive)];
}

function partOf(flows: readonly FlowCase[], part: string): string {
  const [first] = flows;
  if (first?.style === 'run' && !flows.some(({ target }) => isFile(target)))
    return 'job, marks of what is done';
  if (flows.some(({ declared }) => declared?.fallback?.value.recheck === true))
    return `${part} and re-check`;
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
          webhook.signature.source.kind === 'default'
            ? `ask how ${id} signs its events, then verify it`
            : `verify the ${webhook.signature.value} signature${id === webhook.signature.value ? '' : ` of ${id}`}`,
          'before the first event',
        ),
      ];
}

function sharedLimiterItems({ settings }: AdviceInput): readonly ChecklistItem[] {
  const { instances, limiterStore } = settings;
  const name = { redis: 'Redis', postgres: 'PostgreSQL', memory: '' }[limiterStore.value];
  return name === ''
    ? []
    : [
        item(
          `kill ${name} under load: limits hold while ${figure(instances)} processes count alone`,
          beforeLive,
        ),
      ];
}

function effectItems(
  { flow, style, target }: FlowCase,
  owner: string | undefined,
): readonly ChecklistItem[] {
  const unsafe = flow.steps.find(({ repeatable }) => !repeatable.value);
  // Whoever publishes that no repeat is recognised has answered already.
  if (!isRepeatHarmful(flow) || unsafe === undefined || isCatalogued(unsafe.repeatable)) return [];
  const what =
    style === 'run'
      ? `${target.id} says what it does with a repeated file`
      : `ask ${unsafe.system} whether "${unsafe.name}" can carry a key`;
  return [item(what, by(owner, beforeCode))];
}

/** What nobody said that a caller shall see. */
function answerItems(cases: readonly FlowCase[]): readonly ChecklistItem[] {
  const silent = cases.find(({ flow }) => flow.waiting?.answer.source.kind === 'default');
  if (silent === undefined) return [];
  const { source, flow } = silent;
  return [
    item(`decide what ${source.id} shows for "${flow.waiting?.answer.value ?? ''}"`, beforeCode),
  ];
}

function volumeItems(
  cases: readonly FlowCase[],
  owner: string | undefined,
): readonly ChecklistItem[] {
  const guessed = cases.filter(({ flow }) => !flow.volumeKnown).map(({ flow }) => flow.id);
  return guessed.length === 0
    ? []
    : [item(`measure the volume of ${someOf(guessed)}`, by(owner, beforeCode))];
}

function rotationItems(
  systems: readonly PlannedSystem[],
  owner: string | undefined,
): readonly ChecklistItem[] {
  const secrets = systems.flatMap(({ auth, webhook }) => [
    ...auth.secrets,
    ...(webhook?.secret === undefined ? [] : [webhook.secret]),
  ]);
  return secrets.length === 0
    ? []
    : [item(`rotate ${someOf(secrets)} once, both valid meanwhile`, by(owner, beforeLive))];
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
