// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Cuts text that comes in pieces into lines, which end in CR, LF or both. */
export interface LineCutter {
  /** The lines that a piece completes. */
  cut(piece: string): Generator<string, void>;
  /** Characters of the line that is not complete. */
  openLength(): number;
  /** The line that is not complete, once no more comes. */
  rest(): string;
}

/** A cutter that has seen nothing. */
export function lineCutter(): LineCutter {
  let open: string[] = [];
  let length = 0;
  let endsInReturn = false;
  return {
    *cut(piece) {
      // Both characters of one end of a line may come in different pieces.
      const text = endsInReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
      if (piece !== '') endsInReturn = piece.endsWith('\r');
      const parts = text.split(/\r\n|\r|\n/);
      const last = parts.pop() ?? '';
      for (const part of parts) {
        open.push(part);
        const line = open.join('');
        open = [];
        length = 0;
        yield line;
      }
      if (last !== '') open.push(last);
      length += last.length;
    },
    openLength: () => length,
    rest: () => open.join(''),
  };
}
