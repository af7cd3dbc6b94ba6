// @ts-nocheck
import type { StepAnswer } from '../answers.ts';
import type { Api } from './api.ts';
import { idempotencyHint } from './idempotency-hint.ts';
import type { OfferedOperation } from './offered-operation.ts';

/** An operation as a step of a flow. */
export function stepOf(api: Api, operation: OfferedOperation): StepAnswer {
  const idempotency = idempotencyHint(api.spec.root, operation.indexed);
  return { name: operation.name, ...(idempotency === undefined ? {} : { idempotency }) };
}
