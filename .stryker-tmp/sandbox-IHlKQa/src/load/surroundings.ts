// @ts-nocheck
import { lstat, open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a folder says about an integration that is about to be written there. */
export interface Surroundings {
  /** The name in package.json, else that of the folder. */
  readonly name: string;
  readonly nameFrom: 'package.json' | 'folder';
  /** The JSON Schema of integration.yaml, relative to the folder. */
  readonly schema: string;
  /** Whether that file is there. */
  readonly hasSchema: boolean;
  /** Whether an integration.yaml is there already, or anything else of that name. */
  readonly hasIntegration: boolean;
  /** Files that look like OpenAPI documents, here and one level down, sorted; relative to the folder. */
  readonly specs: readonly string[];
}

const schemaFile = 'node_modules/integ-gen/schemas/integration.schema.json';

/** Looks around in a folder, at no more than a few hundred names and the first lines of a few files. */
export async function surroundings(
  cwd: string,
  { specs }: { readonly specs: boolean },
): Promise<Surroundings> {
  const named = await packageName(cwd);
  const schema = await schemaPath(cwd);
  return {
    name: named ?? basename(cwd),
    nameFrom: named === undefined ? 'folder' : 'package.json',
    schema: schema ?? `./${schemaFile}`,
    hasSchema: schema !== undefined,
    hasIntegration:
      (await lstat(join(cwd, 'integration.yaml')).catch(() => undefined)) !== undefined,
    specs: specs ? await nearbySpecs(cwd) : [],
  };
}

async function packageName(cwd: string): Promise<string | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'));
    const isNamed = typeof parsed === 'object' && parsed !== null && 'name' in parsed;
    return isNamed && typeof parsed.name === 'string' ? parsed.name : undefined;
  } catch {
    // No package.json, or one that says nothing.
    return undefined;
  }
}

// As Node finds a package: in a workspace it may stand further up.
async function schemaPath(cwd: string): Promise<string | undefined> {
  let folder = cwd;
  let way = './';
  for (;;) {
    const found = await stat(join(folder, schemaFile)).catch(() => undefined);
    if (found?.isFile() === true) return `${way}${schemaFile}`;
    const above = dirname(folder);
    if (above === folder) return undefined;
    way = way === './' ? '../' : `${way}../`;
    folder = above;
  }
}

const mostFolders = 50;
const mostNames = 500;
const mostSpecs = 50;
const skipped = new Set(['node_modules', 'dist', 'build', 'coverage', 'integrations']);

async function nearbySpecs(cwd: string): Promise<readonly string[]> {
  const here = await namesIn(cwd);
  const folders = here
    .filter(({ isFolder, name }) => isFolder && !skipped.has(name))
    .slice(0, mostFolders);
  const candidates = here.filter(isCandidate).map(({ name }) => name);
  for (const folder of folders) {
    const inside = await namesIn(join(cwd, folder.name));
    candidates.push(...inside.filter(isCandidate).map(({ name }) => `${folder.name}/${name}`));
  }
  const found: string[] = [];
  for (const path of candidates.slice(0, mostNames)) {
    if (found.length === mostSpecs) break;
    if (await looksLikeOpenApi(join(cwd, path))) found.push(`./${path}`);
  }
  return found;
}

interface Name {
  readonly name: string;
  readonly isFolder: boolean;
}

async function namesIn(folder: string): Promise<readonly Name[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory()))
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, mostNames);
}

function isCandidate({ name, isFolder }: Name): boolean {
  return !isFolder && /\.(?:json|ya?ml)$/i.test(name);
}

const firstBytes = 4096;

/** Whether the first lines of a file name a version of OpenAPI; the whole is read only when somebody wants it. */
async function looksLikeOpenApi(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(firstBytes), 0, firstBytes, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    return /(?:^|[\n{,])\s{0,20}["']?(?:openapi|swagger)["']?\s{0,5}:\s{0,5}["']?[23]\./.test(text);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
