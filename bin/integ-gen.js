#!/usr/bin/env node
import { existsSync } from 'node:fs';
// A checkout runs its sources as they are; the package holds only what was compiled from them.
const sources = new URL('../src/main.ts', import.meta.url);
const { main } = await import(existsSync(sources) ? sources.href : '../dist/src/main.js');
process.exitCode = await main(process.argv.slice(2));
