// @ts-nocheck
import { looksLikeSecret } from '../../diagnostics/secret.ts';
import type { SystemAnswer } from '../answers.ts';
import type { Api } from '../infer/api.ts';
import { freeId, kebab } from '../infer/ids.ts';
import { plainLine } from '../infer/plain-line.ts';
import type { Asker } from './asker.ts';
import type { Known } from './ask.ts';

/** The systems: those that were recognised, then others until somebody says that these are all. */
export async function askSystems(asker: Asker, known: Known): Promise<readonly SystemAnswer[]> {
  const systems: SystemAnswer[] = [];
  for (const api of known.apis) systems.push(await systemOf(asker, api));
  for (;;) {
    const isEnough = systems.length >= 2;
    const answer = await asker.text({
      message: messageFor(systems.length),
      ...(isEnough ? {} : { example: examples[systems.length] ?? '' }),
      optional: isEnough,
      fault: faultOf,
    });
    if (answer === '') return systems;
    const system = await named(asker, answer, known);
    if (system !== undefined) systems.push(system);
  }
}

const examples: readonly string[] = ['our shop', 'netsuite: keeps the ledger'];

function messageFor(count: number): string {
  if (count === 0) return 'The first system: its spec file, or what it is in a few words';
  return count === 1
    ? 'The system on the other side: its spec file, or what it is in a few words'
    : 'Another system? Enter: these are all';
}

function faultOf(answer: string): string | undefined {
  if (looksLikeSecret(answer))
    return 'That looks like a secret; only the names of secrets belong here.';
  if (isPath(answer)) return undefined;
  return kebab(idPart(answer)) === ''
    ? 'Some letters from a to z are needed to make a name of it.'
    : undefined;
}

async function named(
  asker: Asker,
  answer: string,
  known: Known,
): Promise<SystemAnswer | undefined> {
  if (isPath(answer)) {
    const api = await known.open(answer);
    if (typeof api !== 'string') return systemOf(asker, api);
    asker.tell(api);
    return undefined;
  }
  const id = freeId(kebab(idPart(answer)), known.taken);
  const description = plainLine(answer.slice(answer.indexOf(': ') + 1), 200);
  const owned = await asker.confirm({
    message: `Is ${id} yours to change?`,
    initial: /\b(?:our|ours|my|own)\b/i.test(answer),
  });
  return { id, description, owned };
}

async function systemOf(asker: Asker, api: Api): Promise<SystemAnswer> {
  const { id, description, server } = api;
  const system = { id, description, owned: false, api };
  if (server !== undefined) return system;
  const url = await asker.text({
    message: `Where is ${id} called? Its description names no address. Enter: said later`,
    example: 'https://api.example.com',
    optional: true,
    fault: (answer) =>
      /^https?:\/\/[^\s@]+$/.test(answer) && !looksLikeSecret(answer)
        ? undefined
        : 'An address that begins with https://, without credentials.',
  });
  return url === '' ? system : { ...system, url };
}

function isPath(answer: string): boolean {
  return /^https?:\/\//.test(answer) || /\.(?:json|ya?ml)$/i.test(answer);
}

/** `netsuite: keeps the ledger` names itself; other words are the name. */
function idPart(answer: string): string {
  return answer.split(': ')[0] ?? answer;
}
