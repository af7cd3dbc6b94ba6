// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { answerStream, StreamFault } from './answer-stream.ts';
import type { StreamReader } from './operation.ts';
import { lineCutter } from './text-lines.ts';

export { isStream } from './answer-stream.ts';

/** Characters that one line may have, so that a stream without an end of line does not fill the memory. */
const mostCharacters = 1024 * 1024;

/** The values of `application/jsonl`, one a line; empty lines say nothing. */
export const jsonLines: StreamReader = (source) => answerStream(source, valuesOf);

async function* valuesOf(texts: AsyncIterable<string>): AsyncGenerator<unknown, void> {
  const lines = lineCutter();
  for await (const text of texts) {
    for (const line of lines.cut(text)) yield* valueOf(line);
    checkLength(lines.openLength());
  }
  yield* valueOf(lines.rest());
}

function valueOf(line: string): readonly unknown[] {
  checkLength(line.length);
  if (line.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(line);
    return [value];
  } catch {
    throw new StreamFault('A line is not JSON, as the description declares.', line);
  }
}

function checkLength(length: number): void {
  if (length > mostCharacters)
    throw new StreamFault(`A line is longer than ${mostCharacters} characters.`);
}
