import type { PlainLimit } from './limit-kinds.ts';

/** A call of a script that asks a limiter. */
interface ScriptedCall {
  readonly number: number;
  readonly operation: 'light' | 'heavy';
  readonly entity: string;
  readonly priority: number;
}

/** What happens at a whole millisecond. */
export interface ScriptEvent {
  readonly atMs: number;
  readonly call?: ScriptedCall;
  /** Number of the call whose caller gives up. */
  readonly cancel?: number;
  readonly pauseMs?: number;
}

/** When a call left, and what it was. */
export interface Left extends ScriptedCall {
  readonly atMs: number;
}

/** Costs of the operations in limits with costs. */
export const costs = { default: 1, byOperation: { heavy: 3 } };

function costOf({ cost }: PlainLimit, { operation }: ScriptedCall): number {
  return cost === undefined ? 1 : operation === 'heavy' ? 3 : 1;
}

/**
 * Departures as the words of the design give them, by looking at everything anew each millisecond: whoever is
 * first by priority and arrival goes as soon as all limits allow it, and holds up those that share what it waits for:
 * its entity where that is what refuses it, else everybody.
 * The limits are windows, with or without a key, and pauses; all of them cover all calls.
 */
export function bruteForce(
  limits: readonly PlainLimit[],
  events: readonly ScriptEvent[],
): readonly Left[] {
  const left: Left[] = [];
  const waiting: ScriptedCall[] = [];
  let pausedUntilMs = 0;
  const allows = (limit: PlainLimit, call: ScriptedCall, nowMs: number): boolean => {
    if (limit.form !== 'window') throw new Error('Only windows are replayed.');
    if (nowMs < limit.windowMs) return false;
    const counted = left.filter(
      ({ atMs, entity }) =>
        nowMs - atMs < limit.windowMs && (limit.key === undefined || entity === call.entity),
    );
    const used = counted.reduce((sum, each) => sum + costOf(limit, each), 0);
    return used + costOf(limit, call) <= limit.max;
  };
  const serve = (nowMs: number): void => {
    if (nowMs < pausedUntilMs) return;
    const heldUp = new Set<string>();
    const order = [...waiting].sort((a, b) => a.priority - b.priority || a.number - b.number);
    for (const call of order) {
      if (heldUp.has(call.entity)) continue;
      const refusing = limits.filter((limit) => !allows(limit, call, nowMs));
      if (refusing.length === 0) {
        left.push({ ...call, atMs: nowMs });
        waiting.splice(waiting.indexOf(call), 1);
      } else if (refusing.some(({ key }) => key !== undefined)) heldUp.add(call.entity);
      else return;
    }
  };
  const apply = ({ call, cancel, pauseMs, atMs }: ScriptEvent): void => {
    if (call !== undefined) waiting.push(call);
    const gone = waiting.findIndex(({ number }) => number === cancel);
    if (gone !== -1) waiting.splice(gone, 1);
    if (pauseMs !== undefined) pausedUntilMs = Math.max(pausedUntilMs, atMs + pauseMs);
  };
  const open = [...events];
  for (let nowMs = 0; open.length > 0 || waiting.length > 0; nowMs += 1) {
    serve(nowMs);
    while (open[0]?.atMs === nowMs) {
      const event = open.shift();
      if (event !== undefined) apply(event);
      serve(nowMs);
    }
  }
  return left;
}
