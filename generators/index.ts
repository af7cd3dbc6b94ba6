import type { Emitter } from '../src/emit/emitter.ts';
import { architecture } from './architecture/emitter.ts';
import { clients } from './clients/emitter.ts';
import { integration } from './integration/emitter.ts';
import { operations } from './operations/emitter.ts';
import { resilience } from './resilience/emitter.ts';
import { runtime } from './runtime/emitter.ts';

/** Everything that is printed from a plan, in order. */
export const emitters: readonly Emitter[] = [
  clients,
  resilience,
  integration,
  runtime,
  architecture,
  operations,
];
