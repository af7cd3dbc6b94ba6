// @ts-nocheck
import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal; CRLF counts as LF, because a checkout may turn one into the other. */
export function sha256(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
