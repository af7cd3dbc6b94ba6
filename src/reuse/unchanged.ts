import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { outputPackages } from '../load/output-packages.ts';
import type { KnownPackages } from '../load/output-packages.ts';
import { styleFiles } from '../load/style-files.ts';
import type { StyleFolders } from '../load/style-files.ts';
import { notExported } from '../write/exported.ts';
import { manifestPath, parseManifest } from '../write/manifest.ts';
import type { Manifest } from '../write/manifest.ts';
import { unsafePath } from '../write/safe-path.ts';
import { directoryHints } from './directory-hints.ts';
import { generatorHash } from './generator-hash.ts';
import { knownFiles, textHash } from './known-files.ts';
import type { KnownFiles } from './known-files.ts';
import { machineKey } from './machine-key.ts';
import { parseRecord, recordPath } from './record.ts';
import type { BuildRecord } from './record.ts';
import { lookAt, seenOutputs } from './seen-outputs.ts';
import type { SeenOutputs } from './seen-outputs.ts';
import { styleHash } from './style-hash.ts';

/** What is remembered while one command looks at many integrations. */
export interface Session {
  readonly files: KnownFiles;
  readonly styles: StyleFolders;
  readonly seen: SeenOutputs;
  readonly packages: KnownPackages;
}

/** An integration that is asked for. */
export interface Question {
  /** Absolute path of the integration.yaml. */
  readonly file: string;
  /** Absolute output directory, where the command line names one. */
  readonly out?: string;
  readonly acceptInfeasible: boolean;
}

/** What a whole run would say, because nothing that it reads or writes has changed. */
export interface Unchanged {
  /** Absolute. */
  readonly directory: string;
  readonly verdict: string;
  readonly reason: string;
  /** Every file that was read, from the folder of the integration.yaml, or absolute. */
  readonly read: readonly string[];
  /** Files from the folder of the integration.yaml. */
  readonly diagnostics: readonly Diagnostic[];
  readonly unchanged: readonly string[];
  readonly kept: readonly string[];
}

/** Remembers nothing yet. */
export function openSession(): Session {
  return { files: knownFiles(), styles: new Map(), packages: new Map(), seen: seenOutputs() };
}

/** Whether an integration is as the last build left it; undefined where only a whole run can tell. */
export function findUnchanged(question: Question, session: Session): Unchanged | undefined {
  const text = readText(question.file);
  if (text === undefined) return undefined;
  const base = dirname(question.file);
  for (const hint of question.out === undefined ? directoryHints(text) : [undefined]) {
    const directory = hint === undefined ? question.out : resolve(base, hint);
    if (directory === undefined) continue;
    const found = look(directory, question, session);
    if (found !== undefined) return found;
  }
  return undefined;
}

function look(directory: string, question: Question, session: Session): Unchanged | undefined {
  const record = recordIn(directory);
  if (record === undefined || !isMeant(record, directory, question)) return undefined;
  const { files } = session;
  const manifestText = files.textOf(join(directory, manifestPath));
  if (manifestText === undefined || textHash(Buffer.from(manifestText)) !== record.manifest)
    return undefined;
  const manifest = parseManifest(manifestText);
  if (manifest === undefined || isInterrupted(directory)) return undefined;
  const base = dirname(question.file);
  if (!hasSameInputs(manifest, { base, name: record.integration, files })) return undefined;
  if (styleOf(resolve(base, record.output), session) !== record.style) return undefined;
  if (!hasSameOutputs(manifest, { directory, record, session })) return undefined;
  const { verdict, reason, read, diagnostics } = record;
  const paths = (owner: string): readonly string[] =>
    manifest.files.filter((file) => file.owner === owner).map(({ path }) => path);
  const lists = { unchanged: paths('generated'), kept: paths('user') };
  return { directory, verdict, reason, read, diagnostics, ...lists };
}

// What decides how the output looks besides the inputs: the user's style, and what the project has.
function styleOf(folder: string, { styles, packages }: Session): string | undefined {
  const style = styleFiles(folder, styles);
  return style && styleHash([...style, ...outputPackages(folder, packages)]);
}

function recordIn(directory: string): BuildRecord | undefined {
  const isThere = isInFolders(directory, recordPath, new Set());
  const key = isThere ? machineKey() : undefined;
  const text = key === undefined ? undefined : readText(join(directory, recordPath));
  return key === undefined || text === undefined ? undefined : parseRecord(text, key);
}

// The directory was only guessed: it is the right one if the build that read the same text wrote there.
function isMeant(record: BuildRecord, directory: string, question: Question): boolean {
  const { file, out, acceptInfeasible } = question;
  if (record.acceptInfeasible !== acceptInfeasible) return false;
  if (record.integration !== basename(file) || record.generator !== generatorHash()) return false;
  return out !== undefined || resolve(dirname(file), record.output) === directory;
}

// A build that was killed left something to put back.
function isInterrupted(directory: string): boolean {
  const expected = new Set([basename(manifestPath), basename(recordPath)]);
  return readdirSync(join(directory, dirname(manifestPath))).some((name) => !expected.has(name));
}

function hasSameInputs(
  { inputs }: Manifest,
  { base, name, files }: { base: string; name: string; files: KnownFiles },
): boolean {
  return (
    inputs.some(({ file }) => file === name) &&
    inputs.every(({ file, sha256 }) => files.hashOf(resolve(base, file)) === sha256)
  );
}

function hasSameOutputs(
  manifest: Manifest,
  { directory, record, session }: { directory: string; record: BuildRecord; session: Session },
): boolean {
  const folders = new Set<string>();
  if (!manifest.files.every(({ path }) => isInFolders(directory, path, folders))) return false;
  // Looked at before the bytes are read, so that a write meanwhile is seen the next time.
  const places = manifest.files.map(({ path }) => `${directory}/${path}`);
  const look = lookAt(places, JSON.stringify([record.manifest, record.users]));
  if (look === undefined) return false;
  const { files, seen } = session;
  if (seen.has(directory, look)) return true;
  if (!hasSameBytes(manifest, { directory, record, files })) return false;
  seen.add(directory, look);
  return true;
}

function hasSameBytes(
  manifest: Manifest,
  { directory, record, files }: { directory: string; record: BuildRecord; files: KnownFiles },
): boolean {
  const users = new Map(record.users.map(({ path, exports }) => [path, exports]));
  return manifest.files.every(({ path, sha256, owner }) => {
    if (unsafePath(path) !== undefined) return false;
    const place = `${directory}/${path}`;
    if (owner === 'generated') return files.holds(place, sha256);
    const exports = users.get(path);
    const text = files.textOf(place);
    if (exports === undefined || text === undefined) return false;
    return notExported(exports, text).length === 0;
  });
}

// No folder on the way may have become a link.
function isInFolders(directory: string, path: string, folders: Set<string>): boolean {
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
    const folder = path.slice(0, end);
    if (folders.has(folder)) continue;
    const stats = lstatSync(`${directory}/${folder}`, { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true) return false;
    folders.add(folder);
  }
  return true;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
