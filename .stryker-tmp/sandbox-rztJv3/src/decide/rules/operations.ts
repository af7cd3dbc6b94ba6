// @ts-nocheck
import type { Step } from '../../model/integration.ts';
import type { Operation } from '../../model/operation.ts';
import type { PlannedOperation } from '../../plan/system.ts';
import type { CalledSubject } from '../system-context.ts';
import { clientAttempts, singleAttempt } from './client-attempts.ts';
import { decidePagination } from './pagination.ts';
import { decideRepeat } from './operation-repeat.ts';
import { attemptTimeout } from './time-outs.ts';

/** Whether and how often each operation may be repeated, and how long an attempt may take. */
export function planOperations(subject: CalledSubject): readonly PlannedOperation[] {
  const { system } = subject;
  return (system.api?.operations ?? []).map((operation) => planOperation(operation, subject));
}

function planOperation(operation: Operation, subject: CalledSubject): PlannedOperation {
  const { system, use } = subject;
  const owner = `${subject.owner}.operations.${operation.id}`;
  const calls = (step: Step): boolean => step.operation?.id === operation.id;
  const own = use.flows.filter(({ steps }) => steps.some(calls));
  const flows = own.length === 0 ? use.flows : own;
  const steps = own.flatMap((flow) => flow.steps.filter(calls));
  const repeat = decideRepeat(owner, { system, operation, steps });
  const harmful = !repeat.repeatable.value && own.some(({ duplicateHarms }) => duplicateHarms);
  const pagination = decidePagination(owner, system, operation);
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    ...repeat,
    attempts: repeat.repeatable.value
      ? clientAttempts(`${owner}.attempts`, subject, flows)
      : singleAttempt(`${owner}.attempts`, repeat.repeatable),
    timeout: attemptTimeout(`${owner}.timeout`, subject, {
      flows,
      harmful,
      ...(repeat.repeatable.value ? {} : { onlyOne: repeat.repeatable }),
    }),
    ...(pagination === undefined ? {} : { pagination }),
  };
}
