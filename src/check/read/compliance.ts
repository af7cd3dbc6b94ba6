import type { Compliance } from '../../model/integration.ts';
import type { Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { duration, read, readDeclared, readWords, words } from './value.ts';

/** What the law and the contracts ask for. */
export function readCompliance(node: Node | undefined): Compliance | undefined {
  if (node === undefined) return undefined;
  return {
    at: node.keyAt,
    data: readWords(node.child('data')),
    exclude: readWords(node.child('exclude')),
    redact: readWords(node.child('redact')),
    frameworks: readWords(node.child('frameworks')),
    rules: readWords(node.child('rules')),
    ...present({
      residency: readDeclared(node.child('residency'), words),
      retention: readRetention(node.child('retention')),
      auditRetentionSeconds: readDeclared(node.child('audit_retention'), duration),
    }),
  };
}

function readRetention(node: Node | undefined): Compliance['retention'] {
  if (node === undefined) return undefined;
  return present({
    keepSeconds: read(node.child('keep'), duration),
    deleteSeconds: read(node.child('delete'), duration),
    what: read(node.child('what'), words),
    at: node.at,
  });
}
