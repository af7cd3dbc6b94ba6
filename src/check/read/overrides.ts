import type { Overrides } from '../../model/integration.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { count, read, readDeclared, span, words } from './value.ts';

/** What a flow sets instead of what would be derived. */
export function readOverrides(node: Node): Overrides {
  return present({
    retry: readRetry(node.child('retry')),
    circuitBreaker: readBreaker(node.child('circuit_breaker')),
    deadLetter: readDeadLetter(node.child('dead_letter')),
    concurrency: readDeclared(node.child('concurrency'), count),
    timeout: readDeclared(node.child('timeout'), span),
  });
}

function readRetry(node: Node | undefined): Overrides['retry'] {
  if (node === undefined) return undefined;
  return declared(
    node,
    present({
      attempts: read(node.child('attempts'), count),
      baseSeconds: read(node.child('base'), span),
      factor: read(node.child('factor'), count),
      capSeconds: read(node.child('cap'), span),
      forSeconds: read(node.child('for'), span),
    }),
  );
}

function readBreaker(node: Node | undefined): Overrides['circuitBreaker'] {
  if (node === undefined) return undefined;
  if (node.value === 'none') return declared<'none'>(node, 'none');
  return declared(
    node,
    present({
      failures: read(node.child('failures'), count),
      withinSeconds: read(node.child('within'), span),
      openSeconds: read(node.child('open'), span),
    }),
  );
}

function readDeadLetter(node: Node | undefined): Overrides['deadLetter'] {
  if (node === undefined) return undefined;
  if (node.value === 'none') return declared<'none'>(node, 'none');
  return declared(
    node,
    present({
      keepSeconds: read(node.child('keep'), span),
      owner: read(node.child('owner'), words),
    }),
  );
}
