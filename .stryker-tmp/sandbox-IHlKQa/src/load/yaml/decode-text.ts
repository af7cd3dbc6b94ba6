// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Place } from '../../model/place.ts';

// YAML allows tab, line feed and carriage return of the control characters.

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The text of a file in UTF-8, without a byte order mark, and what is wrong with its characters. */
export function decodeText(
  file: string,
  bytes: Uint8Array,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!isUtf8(bytes)) {
    const at = placeOf(file, text, text.indexOf('\uFFFD'));
    return { text, diagnostics: [diagnose('yaml/not-utf-eight', { file }, at)] };
  }
  const found = control.exec(text);
  if (found === null) return { text, diagnostics: [] };
  const params = {
    what: 'A control character stands here, which YAML does not allow.',
    fix: 'Remove the character.',
  };
  const at = placeOf(file, text, found.index);
  return { text, diagnostics: [diagnose('yaml/syntax', params, at)] };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function placeOf(file: string, text: string, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset)).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
