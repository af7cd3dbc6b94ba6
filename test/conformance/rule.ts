import type { Driver, Offer } from './driver.ts';
import type { World } from './world.ts';

/** What admired SDKs break, and how one sees it. */
export interface Rule {
  readonly number: number;
  readonly title: string;
  readonly checks: readonly Check[];
}

export interface Check {
  readonly name: string;
  /** Without these there is nothing to check. */
  readonly needs?: readonly (Offer | 'receiver')[];
  /** Fails with what was seen instead. */
  run(world: World, driver: Driver): Promise<void>;
}

type Verdict = 'pass' | 'fails' | 'not offered';

/** How one driver keeps one rule, and which checks say so. */
export interface RuleResult {
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly failures: readonly string[];
}

/** Whether the driver has what a check is about. */
export function applies({ needs = [] }: Check, { offers, receiver }: Driver): boolean {
  return needs.every((need) =>
    need === 'receiver' ? receiver !== undefined : offers.includes(need),
  );
}

/** Says what is not as the rule wants it. */
export function must(holds: boolean, seen: string): void {
  if (!holds) throw new Error(seen);
}

/** Runs the checks of a rule that apply, each in a world of its own. */
export async function judge(
  rule: Rule,
  driver: Driver,
  inWorld: (run: (world: World) => Promise<void>) => Promise<void>,
): Promise<RuleResult> {
  const checks = rule.checks.filter((check) => applies(check, driver));
  const failures: string[] = [];
  for (const check of checks) {
    try {
      await inWorld((world) => check.run(world, driver));
    } catch (error) {
      failures.push(`${check.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const verdict = checks.length === 0 ? 'not offered' : failures.length === 0 ? 'pass' : 'fails';
  return { rule, verdict, failures };
}
