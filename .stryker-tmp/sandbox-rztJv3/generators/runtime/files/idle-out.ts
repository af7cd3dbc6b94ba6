// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Values by key, made when they are first asked for and forgotten when they are idle. */
export interface IdleOut<Value> {
  of(key: string): Value;
  size(): number;
}

/** Each look-up also looks at one other value, so there is no timer and no long sweep. */
export function idleOut<Value>(
  make: (key: string) => Value,
  host: { readonly now: () => number; readonly isIdle: (value: Value, nowMs: number) => boolean },
): IdleOut<Value> {
  const values = new Map<string, Value>();
  let next = values.entries();
  const lookAtOne = (key: string): void => {
    const found = next.next();
    if (found.done === true) {
      next = values.entries();
      return;
    }
    const [other, value] = found.value;
    if (other !== key && host.isIdle(value, host.now())) values.delete(other);
  };
  return {
    of(key) {
      lookAtOne(key);
      const known = values.get(key);
      if (known !== undefined) return known;
      // Two looks for each new one, so that many new ones cannot outrun the forgetting.
      lookAtOne(key);
      const made = make(key);
      values.set(key, made);
      return made;
    },
    size: () => values.size,
  };
}
