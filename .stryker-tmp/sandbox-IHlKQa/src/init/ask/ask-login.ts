// @ts-nocheck
import type { SystemAnswer } from '../answers.ts';
import { loginsAt, withLogin } from '../infer/chosen-login.ts';
import type { AskedStep } from './ask-step.ts';
import type { Asker } from './asker.ts';

/** The system with the way in which it knows us; asked only where its description offers several. */
export async function withAskedLogin(
  asker: Asker,
  system: SystemAnswer,
  step: AskedStep | undefined,
): Promise<SystemAnswer> {
  const operation = step?.operation;
  if (operation === undefined || system.login !== undefined) return system;
  const logins = loginsAt(system, operation);
  const [first, second] = logins;
  if (first === undefined || second === undefined) return withLogin(system, operation);
  const login = await asker.choose({
    message: `How does ${system.id} know us?`,
    options: logins.map((value) => ({
      value,
      label: value.words,
      ...(value.scopes === 0 ? {} : { hint: `${String(value.scopes)} scopes` }),
    })),
    initial: first,
  });
  return { ...system, login, logins: logins.length };
}
