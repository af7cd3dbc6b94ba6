// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Facts } from '../facts.ts';

const longest = 64;
// The same list by which `write` refuses a path: such a file cannot be checked out on Windows.
const reservedOnWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Ids that cannot name a folder or file of the output on every machine. */
export function fileNames({ integration }: Facts): readonly Diagnostic[] {
  const named = [
    ...integration.systems.map(({ id, at }) => ({ id, at, where: 'systems' })),
    ...integration.flows.map(({ id, at }) => ({ id, at, where: 'flows' })),
  ];
  return named.flatMap(({ id, at, where }) => {
    const form = faultOf(id);
    if (form === undefined) return [];
    const key = id.length > longest ? `${id.slice(0, longest)}…` : id;
    return [diagnose('key/not-a-name', { where, key, form }, at)];
  });
}

function faultOf(id: string): string | undefined {
  if (id.length > longest) return `Write a name of at most ${longest} characters.`;
  return reservedOnWindows.test(id)
    ? 'Write another name: Windows has no file of this one.'
    : undefined;
}
