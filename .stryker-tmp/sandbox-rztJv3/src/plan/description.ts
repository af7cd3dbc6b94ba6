// @ts-nocheck
// How emitters read the pruned description of a system: what a key inherits does not count.
export type { Json, JsonObject } from '../model/document.ts';
export { bare, isList, isObject, own, ownList, ownObject, ownText } from '../model/json.ts';
