import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { check } from '../../src/check/check.ts';
import { decide } from '../../src/decide/decide.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { load } from '../../src/load/load.ts';
import type { Decision } from '../../src/plan/decision.ts';
import { decisionsOf } from '../../src/plan/decisions.ts';

/** What the whole way from text to plan says of one integration.yaml. */
export interface Planned {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads, checks and decides a file in a folder; an infeasible one is decided too. */
export async function planIn(cwd: string, file: string): Promise<Planned> {
  const documents = await load({ cwd, file });
  if (documents.value === undefined) throw new Error(said(documents.diagnostics));
  const checked = await check(documents.value);
  if (checked.value === undefined) throw new Error(said(checked.diagnostics));
  const { value, diagnostics } = decide(checked.value, { acceptInfeasible: true });
  if (value === undefined) throw new Error(said(diagnostics));
  return {
    decisions: new Map(decisionsOf(value).map((decision) => [decision.id, decision])),
    diagnostics,
  };
}

/** The same for a text. */
export async function planOf(text: string): Promise<Planned> {
  const folder = mkdtempSync(join(tmpdir(), 'integ-gen-plan-'));
  try {
    writeFileSync(join(folder, 'integration.yaml'), text);
    return await planIn(folder, 'integration.yaml');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function said(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ code }) => code).join(', ');
}
