import type {
  CallCost,
  DocumentedLimit,
  DocumentedLimits,
  ResetForm,
  ResetHeader,
  ThrottleSignal,
} from '../../model/documented-limit.ts';

/** What is printed for people: one block a limit, with the words and the place that state it. */
export function limitsText(spec: string, found: DocumentedLimits): string {
  const { limits, signals, resetHeaders, costs } = found;
  const groups = grouped(limits);
  const blocks = [
    headline(spec, groups.length),
    ...groups.map(blockOf),
    ...signals.map(signalBlock),
    ...resetHeaders.map(resetBlock),
    ...costs.map(costBlock),
  ];
  return `${blocks.join('\n')}\n`;
}

interface Group {
  readonly limit: DocumentedLimit;
  readonly operations: readonly string[];
  readonly places: number;
}

// The same limit on each of many operations is one block: a limit each, all alike.
function grouped(limits: readonly DocumentedLimit[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const limit of limits) {
    const key = JSON.stringify([
      figures(limit),
      limit.tier,
      limit.scope,
      limit.appliesTo === 'all',
    ]);
    const known = groups.get(key);
    const operations = limit.appliesTo === 'all' ? [] : limit.appliesTo;
    groups.set(key, {
      limit: known?.limit ?? limit,
      operations: [...(known?.operations ?? []), ...operations],
      places: (known?.places ?? 0) + 1,
    });
  }
  return [...groups.values()];
}

function headline(spec: string, count: number): string {
  if (count === 0) return `${spec} documents no limit.`;
  return `${spec} documents ${count === 1 ? 'one limit' : `${count} limits`}.`;
}

function blockOf({ limit, operations, places }: Group): string {
  const { tier, scope, resets, confidence, source } = limit;
  const facts = [
    figures(limit),
    ...(scope === null ? [] : [`for each ${scope}`]),
    ...(tier === null ? [] : [`${tier} only`]),
    ...(resets === null
      ? []
      : [`starts anew at ${resets === 'clock' ? 'the full hour, day or month' : resets}`]),
    `on ${callsText(limit, operations, places)}`,
  ];
  return [
    '',
    `  ${facts.join(', ')} [${confidence}]`,
    `    "${oneLine(source.quote)}"`,
    `    ${source.pointer}${places > 1 ? ` and ${places - 1} more like it` : ''}`,
  ].join('\n');
}

function callsText(
  { appliesTo }: DocumentedLimit,
  operations: readonly string[],
  places: number,
): string {
  if (appliesTo === 'all') return 'all calls';
  const names = [...new Set(operations)];
  const shown = names.slice(0, maxNames).join(', ');
  const more = names.length > maxNames ? ` and ${names.length - maxNames} others` : '';
  return `${places > 1 ? 'each of ' : ''}${shown}${more}`;
}

const maxNames = 3;

function figures({
  requests,
  points,
  bytes,
  concurrent,
  perSeconds,
  burst,
}: DocumentedLimit): string {
  if (concurrent !== null) return `${number(concurrent)} calls at once`;
  const [count, unit] =
    points !== null
      ? [points, 'points']
      : bytes !== null
        ? [bytes, 'bytes']
        : [requests ?? 0, 'calls'];
  const bucket = burst === null ? '' : `, bursts of ${number(burst)}`;
  return `${number(count)} ${unit} per ${duration(perSeconds ?? 1)}${bucket}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

const units = [
  [2_592_000, 'month'],
  [604_800, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

function duration(seconds: number): string {
  const found = units.find(([length]) => seconds >= length && seconds % length === 0);
  if (found === undefined) return `${seconds} s`;
  const [length, name] = found;
  const count = seconds / length;
  return count === 1 ? name : `${count} ${name}s`;
}

const forms: Readonly<Record<ResetForm, string>> = {
  seconds: 'seconds from now',
  milliseconds: 'milliseconds from now',
  epoch_seconds: 'seconds since 1970',
  epoch_milliseconds: 'milliseconds since 1970',
  date: 'a date',
};

function resetBlock({ name, form, source }: ResetHeader): string {
  return block(`${name} tells in ${forms[form]} when the window ends`, source);
}

function costBlock({ points, appliesTo, source }: CallCost): string {
  const calls = appliesTo === 'all' ? 'every call' : appliesTo.join(', ');
  return block(`${number(points)} points for ${calls}`, source);
}

function block(fact: string, { quote, pointer }: ThrottleSignal['source']): string {
  return ['', `  ${fact}`, `    "${oneLine(quote)}"`, `    ${pointer}`].join('\n');
}

function signalBlock({ status, isSure, source }: ThrottleSignal): string {
  const fact = `HTTP ${status} ${isSure ? 'says' : 'may say'} too fast`;
  return block(fact, source);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
