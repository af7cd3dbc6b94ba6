// @ts-nocheck
import { diagnose } from '../diagnostics/catalog.ts';
import type { Node } from './node.ts';

/** Reports overlays of systems that have no spec. */
export function reportLoneOverlays(root: Node): void {
  for (const [system, node] of root.child('systems')?.entries() ?? []) {
    const overlay = node.child('overlay');
    if (overlay === undefined || node.child('spec') !== undefined) continue;
    overlay.report(diagnose('overlay/without-spec', { system }, overlay.keyAt));
  }
}
