import { diagnose } from '../../diagnostics/catalog.ts';
import type { Flow, System } from '../../model/integration.ts';
import { isObject } from '../../model/json.ts';
import type { Conflict, TwoWay } from '../../model/two-way.ts';
import { present } from '../../model/present.ts';
import { declared, type Node } from '../node.ts';
import { oneOf, read, readDeclared, words } from './value.ts';

/** One direction of what may be a two-way flow, as if it stood alone. */
export interface Direction {
  readonly node: Node;
  /** Absent where the flow has one direction. */
  readonly twoWay?: { readonly whole: Node; readonly ends: readonly [string, string] };
}

/** A flow as it is, or the two directions of one that stands `between` two systems. */
export function directionsOf(node: Node): readonly Direction[] {
  const ends = node.child('between')?.items() ?? [];
  const [first, second] = ends;
  if (first === undefined || second === undefined) return [{ node }];
  const [a, b] = [textOf(first), textOf(second)];
  if (a === b) {
    node.report(diagnose('flow/between-itself', { system: a }, second.at));
    return [];
  }
  const twoWay = { whole: node, ends: [a, b] as const };
  return [
    { node: direction(node, { from: first, to: second }), twoWay },
    { node: direction(node, { from: second, to: first }), twoWay },
  ];
}

/** What is done is named by where it is done; all else by where the change comes from. */
const ofDestination: readonly string[] = [
  ...['do', 'map', 'transform', 'duplicate', 'retry', 'circuit_breaker'],
  ...['dead_letter', 'concurrency', 'timeout'],
];

function direction(node: Node, ends: { from: Node; to: Node }): Node {
  const names = [textOf(ends.from), textOf(ends.to)];
  return {
    ...node,
    child: (key) => {
      if (key === 'from' || key === 'to') return ends[key];
      const value = node.child(key);
      if (key === 'id')
        return value && { ...value, value: `${textOf(value)}-${names.join('-to-')}` };
      if (value === undefined || !isBySystem(value, names)) return value;
      return value.child(textOf(ofDestination.includes(key) ? ends.to : ends.from));
    },
  };
}

function isBySystem({ value }: Node, names: readonly string[]): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => names.includes(key));
}

function textOf({ value }: Node): string {
  return typeof value === 'string' ? value : '';
}

/** What holds for both directions of a two-way flow; undefined, and told, where nothing says who wins. */
export function readTwoWay(
  { whole, ends }: NonNullable<Direction['twoWay']>,
  other: string,
): TwoWay | undefined {
  const conflict = readConflict(whole.child('conflict'));
  if (conflict === undefined) {
    const at = whole.child('between')?.at ?? whole.at;
    whole.report(diagnose('flow/no-conflict-policy', { one: ends[0], other: ends[1] }, at));
    return undefined;
  }
  const volume = whole.child('volume');
  return {
    other,
    ends,
    conflict,
    volumeByDirection: volume !== undefined && isBySystem(volume, ends),
    ...present({
      id: read(whole.child('id'), words),
      echo: readDeclared(whole.child('echo'), words),
    }),
  };
}

/** A system whose limits name the directions of a two-way flow where the file names the whole. */
export function withDirections(system: System, flows: readonly Flow[]): System {
  const { limits } = system;
  if (limits === undefined || limits.value === 'unknown') return system;
  const value = limits.value.map((one) => {
    const named = one.value.flows?.flatMap((id) => {
      const directions = flows.filter(({ twoWay }) => twoWay?.id === id);
      return directions.length === 0 ? [id] : directions.map((flow) => flow.id);
    });
    return named === undefined ? one : { ...one, value: { ...one.value, flows: named } };
  });
  return { ...system, limits: { ...limits, value } };
}

function readConflict(node: Node | undefined): TwoWay['conflict'] | undefined {
  const policy = read(
    node?.child('policy'),
    oneOf('source_of_truth', 'field_owner', 'last_write_wins', 'stages', 'review'),
  );
  if (node === undefined || policy === undefined) return undefined;
  const owners = (node.child('owners')?.entries() ?? []).flatMap(([field, owner]) => {
    const system = readDeclared(owner, words);
    return system === undefined ? [] : [{ field, system }];
  });
  return declared<Conflict>(node, { policy, owners });
}
