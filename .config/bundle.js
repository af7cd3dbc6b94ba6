// Bundles the sources into a few files: loading some 250 modules costs more than running them. Dependencies stay outside.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';

import { compileSchema } from '../src/check/description/openapi-schemas.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

// What a module reads from beside itself (a template, the runtime's files) stands in dist at the same path.
const assets = {
  name: 'assets',
  transform(code, id) {
    if (!id.startsWith(join(root, 'generators')) || !code.includes('import.meta.url')) return null;
    const place = JSON.stringify(`./${relative(root, id).replaceAll('\\', '/')}`);
    return code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`);
  },
};

// The same ajv writes the code that it would otherwise make at each run.
const validators = {
  name: 'validators',
  resolveId: (id) => (id.startsWith('validator:') ? id : null),
  async load(id) {
    if (id === join(root, 'src/check/description/openapi-validators.ts')) {
      return ['3.0', '3.1']
        .map((version) => {
          const name = `validator${version.replace('.', '')}`;
          return `export const ${name} = async () => (await import('validator:${version}')).validate;`;
        })
        .join('\n');
    }
    if (!id.startsWith('validator:')) return null;
    const version = id.slice('validator:'.length);
    const { ajv, validate } = await compileSchema(version, { code: { source: true, esm: true } });
    return standalone.default(ajv, validate);
  },
};

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const isPackage = (id) => /^[^./]/.test(id) && !id.startsWith('validator:');

const bundle = await rolldown({
  input: { main: join(root, 'src/main.ts') },
  cwd: root,
  platform: 'node',
  external: isPackage,
  plugins: [assets, validators],
});
// What every run loads is one file: each further one costs a millisecond.
let atStart;
const startOf = (getModuleInfo) => {
  const found = new Set([join(root, 'src/main.ts')]);
  for (const id of found) for (const next of getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
};
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  chunkFileNames: '[name].js',
  manualChunks: (id, { getModuleInfo }) => {
    atStart ??= startOf(getModuleInfo);
    return atStart.has(id) ? 'start' : undefined;
  },
});
await bundle.close();

for (const { imports = [], dynamicImports = [], fileName } of output) {
  for (const id of [...imports, ...dynamicImports]) {
    const [scope, name] = id.split('/');
    const isOwn = output.some((file) => file.fileName === id);
    const known = id.startsWith('@') ? `${scope}/${name}` : scope;
    if (!isOwn && !id.startsWith('node:') && dependencies[known] === undefined)
      throw new Error(`${fileName} imports ${id}, which is no dependency.`);
  }
}

for (const path of readdirSync(join(root, 'generators'), { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.ejs') || path.replaceAll('\\', '/').startsWith('runtime/files/'))
    cpSync(join(root, 'generators', path), join(dist, 'generators', path));
}

// Of the declarations only those that the public ones name.
const types = join(dist, 'types');
const needed = new Set([join(types, 'src/main.d.ts')]);
for (const file of needed) {
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.[jt]s'/g))
    needed.add(`${resolve(dirname(file), path)}.d.ts`);
}
for (const path of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.d.ts') && !needed.has(join(types, path))) rmSync(join(types, path));
}
for (const path of readdirSync(types, { recursive: true, withFileTypes: true }).reverse()) {
  const folder = join(path.parentPath, path.name);
  if (path.isDirectory() && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

// So that a run need not read all of this to know which build it is.
const fingerprint = createHash('sha256');
for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()) {
  const place = join(dist, path);
  if (statSync(place).isFile()) fingerprint.update(`${path}\0`).update(readFileSync(place));
}
writeFileSync(join(dist, 'fingerprint.txt'), fingerprint.digest('hex'));
