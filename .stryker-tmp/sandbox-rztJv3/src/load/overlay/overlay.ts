// @ts-nocheck
import type { Json } from '../../model/document.ts';
import { isList, isObject, own, ownText } from '../../model/json.ts';

/** An OpenAPI Overlay, version 1.0 or 1.1: changes to a description, in order. */
export interface Overlay {
  readonly minor: 0 | 1;
  readonly actions: readonly Action[];
}

/** One change, made to every node that the JSONPath `target` (RFC 9535) selects. */
export interface Action {
  /** JSON pointer of the action in its file. */
  readonly pointer: string;
  readonly target: string;
  readonly change:
    | { readonly kind: 'remove' }
    | { readonly kind: 'update'; readonly value: Json }
    | { readonly kind: 'copy'; readonly from: string };
}

/** What is wrong with an overlay, and where in it. */
export interface OverlayFault {
  readonly pointer: string;
  readonly why: string;
}

/** Reads a parsed overlay; everything that is wrong with its actions is told at once. */
export function readOverlay(
  value: Json,
):
  | { readonly overlay: Overlay; readonly faults?: undefined }
  | { readonly faults: readonly OverlayFault[] } {
  const version = own(value, 'overlay');
  const minor = minorOf(version);
  if (minor === undefined) return { faults: [{ pointer: '/overlay', why: versionFault(version) }] };
  const list = own(value, 'actions');
  if (!isList(list))
    return { faults: [{ pointer: '/actions', why: 'there is no list of actions' }] };
  const read = list.map((item, index) => readAction(item, `/actions/${String(index)}`, minor));
  const faults = read.filter((action) => 'why' in action);
  if (faults.length > 0) return { faults };
  return { overlay: { minor, actions: read.filter((action) => 'target' in action) } };
}

function minorOf(version: Json | undefined): Overlay['minor'] | undefined {
  const text = typeof version === 'number' ? version.toFixed(1) : version;
  if (typeof text !== 'string') return undefined;
  if (/^1\.0(?:\.|$)/.test(text)) return 0;
  return /^1\.1(?:\.|$)/.test(text) ? 1 : undefined;
}

function versionFault(version: Json | undefined): string {
  if (version === undefined) return 'it has no key "overlay", so it is no OpenAPI Overlay';
  return 'its version is not 1.0 or 1.1';
}

function readAction(item: Json, pointer: string, minor: Overlay['minor']): Action | OverlayFault {
  const target = ownText(item, 'target');
  if (!isObject(item) || target === undefined) return { pointer, why: 'it has no target' };
  if (own(item, 'remove') === true) return { pointer, target, change: { kind: 'remove' } };
  const value = own(item, 'update');
  const from = own(item, 'copy');
  if (from !== undefined && minor === 0) return { pointer, why: 'copy came with Overlay 1.1' };
  if (value !== undefined && from !== undefined) {
    return { pointer, why: 'it has both update and copy' };
  }
  if (value !== undefined) return { pointer, target, change: { kind: 'update', value } };
  if (typeof from === 'string') return { pointer, target, change: { kind: 'copy', from } };
  return { pointer, why: 'it says neither what to update nor what to remove' };
}
