#!/usr/bin/env node
import { existsSync } from 'node:fs';
// The package holds compiled code; a checkout runs its sources as they are.
const compiled = new URL('../dist/src/main.js', import.meta.url);
const { main } = await import(existsSync(compiled) ? compiled.href : '../src/main.ts');
process.exitCode = await main(process.argv.slice(2));
