import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import type { CallPolicy } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, stated } from '../derive.ts';
import { overruling, published } from '../published.ts';
import { declaredAt } from '../rule.ts';
import { documentedAt } from './limit-source.ts';

type Signal = CallPolicy['throttleSignals'][number];

/** How a system says "too fast" and when to call again, and how long it locks us out then. */
export function decideThrottling(
  system: System,
): Pick<CallPolicy, 'throttled' | 'throttleSignals' | 'penalty' | 'hints'> {
  const signals = signalsOf(system);
  const penalty = penaltyOf(system);
  const hints = hintsOf(system);
  return {
    ...(hints === undefined ? {} : { hints }),
    throttled: throttled(system, signals),
    throttleSignals: signals,
    ...(penalty === undefined ? {} : { penalty }),
  };
}

// By the HTTP standard 429 says it everywhere, whatever else a system says it with.
function signalsOf(system: System): readonly Signal[] {
  const usual: Signal = { status: defaults.throttledStatus };
  const { throttled: declared, documentedThrottled = [] } = system;
  if (declared === undefined && documentedThrottled.length > 0)
    return [...documentedThrottled.map(({ status }) => ({ status })), usual];
  const named = declared?.value ?? published(system, (provider) => provider.throttled)?.value;
  if (named === undefined) return [usual];
  const isPlain = ({ status, code, header }: Signal): boolean =>
    status === usual.status && code === undefined && header === undefined;
  return named.some(isPlain) ? named : [...named, usual];
}

function throttled(system: System, signals: readonly Signal[]): Decision<readonly string[]> {
  const id = `systems.${system.id}.throttled`;
  const value = signals.map(words);
  const known = published(system, (provider) => provider.throttled);
  const lost = known && { ...known, value: missing(known.value, signals) };
  const { throttled: declared, documentedThrottled: [documented] = [] } = system;
  if (declared !== undefined) {
    const decision = stated<readonly string[]>(id, declaredAt(declared.at), {
      value,
      reason: `The file says how ${system.id} tells that we are too fast; that is a reason to slow down and not a failure.`,
    });
    return overruling(decision, lost);
  }
  if (documented !== undefined) {
    const decision = stated<readonly string[]>(id, documentedAt(documented), {
      value,
      reason: `The API description of ${system.id} says that HTTP ${String(documented.status)} means too many requests there; that is a reason to slow down and not a failure.`,
    });
    return overruling(decision, lost);
  }
  if (known !== undefined) {
    return stated(id, known.source, {
      value,
      reason: `${known.vendor} tells so that we are too fast; that is a reason to slow down and not a failure.`,
    });
  }
  return stated(id, byDefault('throttledStatus'), {
    value,
    reason:
      'The HTTP standard has an answer for too many requests, and nothing says that this system uses another.',
  });
}

// What is left out of what is known; where that is nothing, nothing is overruled.
function missing(known: readonly Signal[], signals: readonly Signal[]): readonly string[] {
  const held = signals.map(words);
  const all = known.map(words);
  return all.every((way) => held.includes(way)) ? held : all;
}

function words({ status, code, header }: Signal): string {
  const parts = [
    ...(code === undefined ? [] : [`code ${code}`]),
    ...(header === undefined ? [] : [`header ${header}`]),
  ];
  const answer = status === undefined ? 'any answer' : `HTTP ${String(status)}`;
  return parts.length === 0 ? answer : `${answer} with ${parts.join(' and ')}`;
}

const forms = {
  seconds: 'seconds from now',
  milliseconds: 'milliseconds from now',
  epoch_seconds: 'seconds since 1970',
  epoch_milliseconds: 'milliseconds since 1970',
  date: 'a date',
} as const;

type Headers = NonNullable<CallPolicy['hints']>['headers'];

function hintsOf(system: System): CallPolicy['hints'] {
  const { id, resetHeaders = [] } = system;
  const known = published(system, (provider) => provider.hints);
  const [first] = resetHeaders;
  if (first !== undefined) {
    const headers = resetHeaders.map(({ header, form }) => ({ header, form }));
    const decision = stated<readonly string[]>(`systems.${id}.hints`, documentedAt(first), {
      value: inWords(headers),
      reason: `The API description of ${id} says how ${first.header} writes the end of a window; a figure alone may be a moment or a span.`,
    });
    return {
      decision: overruling(decision, known && { ...known, value: inWords(known.value) }),
      headers,
    };
  }
  if (known === undefined) return undefined;
  const decision = stated<readonly string[]>(`systems.${id}.hints`, known.source, {
    value: inWords(known.value),
    reason: `${known.vendor} says so when to call again; a figure alone may be a moment or a span.`,
  });
  return { decision, headers: known.value };
}

function inWords(headers: Headers): readonly string[] {
  return headers.map(({ header, form }) => `${header}: ${forms[form]}`);
}

function penaltyOf(system: System): Decision<number> | undefined {
  const { id: name, penalty } = system;
  const id = `systems.${name}.penalty`;
  const known = published(system, (provider) => provider.penalty);
  const finding = (who: string, value: number) => ({
    value,
    unit: 's' as const,
    reason: `${who} locks us out so long after a limit was exceeded, so everything towards it pauses then.`,
  });
  if (penalty !== undefined)
    return overruling(stated(id, declaredAt(penalty.at), finding(name, penalty.value)), known);
  return known && stated(id, known.source, finding(known.vendor, known.value));
}
