import { createHash, hash } from 'node:crypto';
import { closeSync, constants, lstatSync, openSync, readFileSync, readSync } from 'node:fs';

/** Reads and compares files for one run; a file that many integrations name is hashed once. */
export interface KnownFiles {
  /** SHA-256 of a file's text as the manifest counts it (CRLF as LF), links followed; undefined where it cannot be read. */
  hashOf(path: string): string | undefined;
  /** Whether a regular file, not a link, holds the text with this SHA-256. */
  holds(path: string, sha256: string): boolean;
  /** The text of a regular file that is not a link. */
  textOf(path: string): string | undefined;
}

// The copies of the runtime are the same in every integration: comparing bytes costs a tenth of a hash.
const mostKeptBytes = 32 * 1024 * 1024;
const buffer = { bytes: Buffer.alloc(0) };

/** Knows nothing yet. */
export function knownFiles(): KnownFiles {
  const hashes = new Map<string, string | undefined>();
  const kept = new Map<string, Buffer>();
  let keptBytes = 0;
  return {
    hashOf(path) {
      if (!hashes.has(path)) hashes.set(path, hashOfFile(path));
      return hashes.get(path);
    },
    holds(path, sha256) {
      const bytes = plainBytes(path);
      if (bytes === undefined) return false;
      if (kept.get(sha256)?.equals(bytes) === true) return true;
      if (textHash(bytes) !== sha256) return false;
      if (keptBytes + bytes.length <= mostKeptBytes) {
        kept.set(sha256, Buffer.from(bytes));
        keptBytes += bytes.length;
      }
      return true;
    },
    textOf: (path) => plainBytes(path)?.toString('utf8'),
  };
}

/** SHA-256 of bytes as `sha256` of their text gives it. */
export function textHash(bytes: Buffer): string {
  return bytes.includes(13)
    ? hash('sha256', bytes.toString('utf8').replaceAll('\r\n', '\n'))
    : hash('sha256', bytes);
}

function hashOfFile(path: string): string | undefined {
  try {
    const handle = openSync(path, 'r');
    try {
      return hashOfHandle(handle) ?? textHash(readFileSync(path));
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

// Piece by piece through the one buffer: most of the time of a large file is memory that is touched for the first time.
// Undefined where a CR is met, since only the whole text tells whether it belongs to a CRLF.
function hashOfHandle(handle: number): string | undefined {
  const sum = createHash('sha256');
  const bytes = sharedBytes();
  for (;;) {
    const length = readSync(handle, bytes, 0, bytes.length, null);
    if (length === 0) return sum.digest('hex');
    const piece = bytes.subarray(0, length);
    if (piece.includes(13)) return undefined;
    sum.update(piece);
  }
}

// A link or a pipe in the place of a file is refused by the open itself; Windows, which cannot, is asked before.
const modes: Readonly<Record<string, number | undefined>> = { ...constants };
const withoutLinks = modes['O_NOFOLLOW'];
const flags = constants.O_RDONLY | (withoutLinks ?? 0) | (modes['O_NONBLOCK'] ?? 0);

function plainBytes(path: string): Buffer | undefined {
  try {
    if (withoutLinks === undefined && lstatSync(path).isSymbolicLink()) return undefined;
    const handle = openSync(path, flags);
    try {
      return readAll(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

// The bytes are valid until the next call: one buffer for all files saves most of the time of small ones.
function readAll(handle: number): Buffer {
  sharedBytes();
  let length = 0;
  for (;;) {
    const read = readSync(handle, buffer.bytes, length, buffer.bytes.length - length, null);
    length += read;
    if (length < buffer.bytes.length) return buffer.bytes.subarray(0, length);
    buffer.bytes = Buffer.concat([buffer.bytes], buffer.bytes.length * 2);
  }
}

function sharedBytes(): Buffer {
  if (buffer.bytes.length === 0) buffer.bytes = Buffer.allocUnsafe(256 * 1024);
  return buffer.bytes;
}
