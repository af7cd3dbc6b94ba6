import type { Confirm, Step } from '../../model/integration.ts';
import type { Declared } from '../../model/place.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { readIdempotency } from './idempotency.ts';
import { count, duration, oneOf, read, readDeclared, size, span, words } from './value.ts';

/** Where the steps of a flow run when they do not say it. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** The steps of `do`, `read` or `reconcile.read`: one or a list. */
export function readSteps(node: Node | undefined, mode: Step['mode'], ends: Ends): readonly Step[] {
  return node === undefined ? [] : node.items().flatMap((item) => readStep(item, mode, ends) ?? []);
}

function readStep(node: Node, usual: Step['mode'], ends: Ends): Step | undefined {
  if (typeof node.value === 'string') return shortStep(node, usual, ends);
  const reads = node.child('read');
  const name = reads ?? node.child('do');
  const text = read(name, words);
  if (name === undefined || text === undefined) return undefined;
  const mode = reads === undefined ? 'do' : 'read';
  const system = read(node.child('at'), words) ?? systemOf(mode, ends);
  const per = read(node.child('per'), oneOf('item', 'batch', 'run', 'key', 'chunk'));
  const batch = readBatch(node.child('batch'));
  return {
    name: text,
    at: name.at,
    mode,
    system,
    // Who says how large a batch is wants one.
    per: per ?? (batch === undefined ? 'item' : 'batch'),
    perDeclared: (per ?? batch) !== undefined,
    ...present({
      batch,
      confirm: readConfirm(node.child('confirm'), system),
      idempotency: readIdempotency(node.child('idempotency')),
      cache: readDeclared(node.child('cache'), duration),
      resumes: readDeclared(node.child('resumes'), duration),
    }),
  };
}

function shortStep(node: Node, mode: Step['mode'], ends: Ends): Step | undefined {
  const name = read(node, words);
  if (name === undefined) return undefined;
  return callOf(name, node, { mode, system: systemOf(mode, ends) });
}

function callOf(name: string, node: Node, rest: Pick<Step, 'mode' | 'system'>): Step {
  return { name, at: node.at, per: 'item', perDeclared: false, ...rest };
}

function systemOf(mode: Step['mode'], { from, to }: Ends): string {
  return mode === 'do' ? to : from;
}

function readBatch(node: Node | undefined): Step['batch'] {
  if (node === undefined) return undefined;
  return present({
    items: read(node.child('items'), count),
    bytes: read(node.child('bytes'), size),
  });
}

/** A confirmation is read where the step ran. */
function readConfirm(node: Node | undefined, system: string): Declared<Confirm> | undefined {
  if (node === undefined) return undefined;
  const times = present({
    takesSeconds: read(node.child('takes'), duration),
    everySeconds: read(node.child('every'), span),
  });
  const event = read(node.child('on'), words);
  if (event !== undefined) return declared<Confirm>(node, { kind: 'event', event, ...times });
  const name = node.child('read');
  const text = read(name, words);
  if (name === undefined || text === undefined) return undefined;
  const step = callOf(text, name, { mode: 'read', system });
  return declared<Confirm>(node, { kind: 'read', step, ...times });
}
