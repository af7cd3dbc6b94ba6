#!/usr/bin/env node
// @ts-nocheck
import { existsSync } from 'node:fs';
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`error: integ-gen needs Node 22.18 or later; this is ${process.version}.\n`);
  process.exit(2);
}
// A checkout runs its sources as they are, whatever an earlier build left; the package holds none.
const source = new URL('../src/main.ts', import.meta.url);
const { main } = await import(existsSync(source) ? source.href : '../dist/main.js');
process.exitCode = await main(process.argv.slice(2));
