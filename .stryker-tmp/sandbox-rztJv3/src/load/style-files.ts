// @ts-nocheck
import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What was found in folders that are looked at more than once in a run. */
export type StyleFolders = Map<string, FolderStyle | undefined>;

interface FolderStyle {
  /** Prettier configurations as text. */
  readonly configurations: readonly string[];
  readonly editorConfig?: string;
  readonly isRepositoryRoot: boolean;
}

/**
 * The files that decide the prettier style of a folder, as text: the nearest configuration upward and every .editorconfig
 * up to the repository's root, each with its distance; empty where there is none. Undefined where it cannot be told from
 * files alone: a configuration that is code, is a package, or cannot be read.
 */
export function styleFiles(folder: string, known: StyleFolders): readonly string[] | undefined {
  const parts: string[] = [];
  let isConfigured = false;
  let isEditorRoot = false;
  for (let place = folder, distance = 0; ; place = dirname(place), distance += 1) {
    if (!known.has(place)) known.set(place, folderStyle(place));
    const found = known.get(place);
    if (found === undefined) return undefined;
    if (!isConfigured) parts.push(...found.configurations.map((text) => `${distance}:${text}`));
    if (!isEditorRoot && found.editorConfig !== undefined)
      parts.push(`${distance}:.editorconfig:${found.editorConfig}`);
    isConfigured ||= found.configurations.length > 0;
    isEditorRoot ||= found.isRepositoryRoot;
    if ((isConfigured && isEditorRoot) || place === dirname(place)) break;
  }
  return parts;
}

function folderStyle(place: string): FolderStyle | undefined {
  const names = namesIn(place);
  const configurations = names && configurationsIn(place, names);
  if (names === undefined || configurations === undefined) return undefined;
  const isRepositoryRoot = names.has('.git') && isNoLink(join(place, '.git'));
  if (!names.has('.editorconfig')) return { configurations, isRepositoryRoot };
  const editorConfig = textOf(join(place, '.editorconfig'));
  return editorConfig === undefined
    ? undefined
    : { configurations, editorConfig, isRepositoryRoot };
}

const packageFiles = ['package.json', 'package.yaml'];
const isConfigurationName = /^(?:\.prettierrc(?:\..+)?|prettier\.config\..+)$/;
const isData = /^\.prettierrc(?:\.(?:json|yaml|yml))?$/;

// Nothing where the folder has none. A package.json counts by its key "prettier" only.
function configurationsIn(
  place: string,
  names: ReadonlySet<string>,
): readonly string[] | undefined {
  const found: string[] = [];
  for (const name of [...names].filter((one) => isConfigurationName.test(one)).sort()) {
    const text = isData.test(name) ? textOf(join(place, name)) : undefined;
    if (text === undefined || !isOptions(text)) return undefined;
    found.push(`${name}:${text}`);
  }
  for (const name of packageFiles.filter((one) => names.has(one))) {
    const text = textOf(join(place, name));
    if (text === undefined) return undefined;
    // What is not mentioned is not set; a mention in another place only costs the short cut.
    if (!text.includes('prettier')) continue;
    const key = name === 'package.json' ? prettierKey(text) : undefined;
    if (key === undefined) return undefined;
    if (key !== '') found.push(`${name}:${key}`);
  }
  return found;
}

// As text, empty where there is none; undefined where it cannot be told.
function prettierKey(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const value = (parsed as { readonly prettier?: unknown }).prettier;
    if (value === undefined) return '';
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
  } catch {
    return undefined;
  }
}

// A configuration that is one text is the name of a package, and plugins are code.
function isOptions(text: string): boolean {
  const isMapping = text.trimStart().startsWith('{') || /^\s*["']?\w+["']?[ \t]*:\s/m.test(text);
  return isMapping && !text.includes('plugins');
}

function isNoLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === false;
}

function namesIn(folder: string): ReadonlySet<string> | undefined {
  try {
    return new Set(readdirSync(folder));
  } catch (error) {
    // `--out` leads past the folder that integration.yaml names: what does not exist holds no configuration.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Set() : undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
