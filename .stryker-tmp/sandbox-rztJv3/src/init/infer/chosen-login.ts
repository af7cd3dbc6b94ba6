// @ts-nocheck
import type { SystemAnswer } from '../answers.ts';
import { loginsOf } from './login.ts';
import type { Login } from './login.ts';
import type { OfferedOperation } from './offered-operation.ts';

/** The ways in which an operation of a system may be called. */
export function loginsAt(
  { api, id }: SystemAnswer,
  { indexed }: OfferedOperation,
): readonly Login[] {
  return api === undefined ? [] : loginsOf(api.spec.root, indexed.node, id);
}

/** The system with the way of authentication that the plan would choose by itself, unless it has one. */
export function withLogin(system: SystemAnswer, operation: OfferedOperation): SystemAnswer {
  const logins = loginsAt(system, operation);
  const [login] = logins;
  if (login === undefined || system.login !== undefined) return system;
  return { ...system, login, logins: logins.length };
}
