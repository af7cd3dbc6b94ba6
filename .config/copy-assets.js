// tsc compiles code only: what emitters read as text is copied beside the compiled code.
import { cpSync, readdirSync } from 'node:fs';

for (const path of readdirSync('generators', { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.ejs') || path.startsWith('runtime/files/'))
    cpSync(`generators/${path}`, `dist/generators/${path}`);
}
cpSync('schemas', 'dist/schemas', { recursive: true });
