import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import type { CallPolicy } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, stated } from '../derive.ts';
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
function signalsOf({ throttled: declared, documentedThrottled = [] }: System): readonly Signal[] {
  const usual: Signal = { status: defaults.throttledStatus };
  if (declared === undefined)
    return [...documentedThrottled.map(({ status }) => ({ status })), usual];
  const isPlain = ({ status, code, header }: Signal): boolean =>
    status === usual.status && code === undefined && header === undefined;
  return declared.value.some(isPlain) ? declared.value : [...declared.value, usual];
}

function throttled(system: System, signals: readonly Signal[]): Decision<readonly string[]> {
  const id = `systems.${system.id}.throttled`;
  const value = signals.map(words);
  const [documented] = system.documentedThrottled ?? [];
  if (system.throttled === undefined && documented !== undefined) {
    return stated(id, documentedAt(documented), {
      value,
      reason: `The API description of ${system.id} says that HTTP ${String(documented.status)} means too many requests there; that is a reason to slow down and not a failure.`,
    });
  }
  if (system.throttled === undefined) {
    return stated(id, byDefault('throttledStatus'), {
      value,
      reason:
        'The HTTP standard has an answer for too many requests, and nothing says that this system uses another.',
    });
  }
  return stated(id, declaredAt(system.throttled.at), {
    value,
    reason: `The file says how ${system.id} tells that we are too fast; that is a reason to slow down and not a failure.`,
  });
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

function hintsOf({ id, resetHeaders = [] }: System): CallPolicy['hints'] {
  const [first] = resetHeaders;
  if (first === undefined) return undefined;
  const decision = stated(`systems.${id}.hints`, documentedAt(first), {
    value: resetHeaders.map(({ header, form }) => `${header}: ${forms[form]}`),
    reason: `The API description of ${id} says how ${first.header} writes the end of a window; a figure alone may be a moment or a span.`,
  });
  return { decision, headers: resetHeaders.map(({ header, form }) => ({ header, form })) };
}

function penaltyOf({ id, penalty }: System): Decision<number> | undefined {
  if (penalty === undefined) return undefined;
  return stated(`systems.${id}.penalty`, declaredAt(penalty.at), {
    value: penalty.value,
    unit: 's',
    reason: `${id} locks us out so long after a limit was exceeded, so everything towards it pauses then.`,
  });
}
