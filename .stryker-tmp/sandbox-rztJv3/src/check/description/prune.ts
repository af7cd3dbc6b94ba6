// @ts-nocheck
import type { Json, JsonObject, SpecDocument } from '../../model/document.ts';
import { bare, jsonObject, own, ownObject, ownText } from '../../model/json.ts';
import type { Operation } from '../../model/operation.ts';
import { breakCycles } from './break-cycles.ts';
import type { Round } from './break-cycles.ts';
import { Copier } from './copier.ts';
import type { Oddity } from './copier.ts';
import { copyCallbacks, copyWebhooks } from './inbound.ts';
import type { WantedWebhooks } from './inbound.ts';
import type { Fault, IndexedOperation } from './operation-index.ts';
import { copyParameters } from './parameters.ts';
import { followed, knownResponses, readOperation } from './read-operation.ts';
import type { OperationSource } from './read-operation.ts';
import { schemeNode, securityOf } from './security.ts';
import { serverOf, serverPointer } from './server.ts';

/** What is left of a description, and what was found wrong on the way. */
export interface Pruned {
  readonly document: JsonObject;
  readonly operations: readonly Operation[];
  readonly server?: string;
  /** Where that address stands. */
  readonly serverPointer?: string;
  /** Ids of the security schemes that the operations name, in order of first mention. */
  readonly schemes: readonly string[];
  readonly faults: readonly Fault[];
  /** References that lead nowhere, in parts that are taken as unknown. */
  readonly lost: readonly Fault[];
  /** Schemas that are nothing but themselves, and through which others. */
  readonly rounds: readonly Round[];
  readonly oddities: readonly Oddity[];
  /** Where a component stood that has another name or place now. */
  readonly origins: ReadonlyMap<string, string>;
}

// A body of these has no meaning in HTTP, and fetch refuses to send it.
const bodiless = new Set(['get', 'head', 'trace']);

/** Copies the given operations, the wanted webhooks and all that they reach. */
export function prune(
  spec: SpecDocument,
  used: readonly IndexedOperation[],
  wanted: WantedWebhooks,
): Pruned {
  const { root } = spec;
  const copier = new Copier(spec);
  const server = serverOf(root);
  const paths = bare<Record<string, Json>>();
  const schemes = new Set<string>();
  const sources = used.map((indexed): OperationSource => {
    const { alternatives, unknown } = securityOf(root, indexed.node);
    for (const id of unknown) {
      const what = `asks for the security scheme "${id}", which is not described`;
      copier.oddities.push({ pointer: indexed.pointer, what });
    }
    for (const { scheme } of alternatives.flat()) schemes.add(scheme);
    const node = copyOperation(root, indexed, copier);
    (paths[indexed.path] ??= bare())[indexed.method] = node;
    const address = serverOf(indexed.node, server) ?? serverOf(indexed.pathItem, server);
    const other = address === undefined || address === server ? {} : { server: address };
    const securityPointer =
      own(indexed.node, 'security') === undefined ? '/security' : `${indexed.pointer}/security`;
    return { indexed, node, security: alternatives, securityPointer, ...other };
  });
  const webhooks = copyWebhooks(root, wanted, copier);
  copier.finish();
  copySchemes(root, schemes, copier);
  const document = documentOf(root, { paths, webhooks }, copier);
  requirePathParameters(document, sources, copier);
  const rounds = breakCycles(copier.components['schemas'] ?? {});
  return {
    document,
    operations: sources.map((source) => readOperation(document, source)),
    ...(server === undefined ? {} : { server, serverPointer: serverPointer(root, spec.version) }),
    schemes: [...schemes],
    faults: copier.faults,
    lost: copier.lost,
    rounds,
    oddities: copier.oddities,
    origins: copier.origins,
  };
}

function copyOperation(
  root: JsonObject,
  indexed: IndexedOperation,
  copier: Copier,
): Record<string, Json> {
  const { pointer, method, id } = indexed;
  const copy = bare(Object.entries(copier.copy(indexed.node, 'operation', pointer) as object));
  copy['operationId'] = id;
  const parameters = copyParameters(root, indexed, copier);
  if (parameters.length > 0) copy['parameters'] = parameters;
  if (bodiless.has(method)) {
    // Vendors describe empty optional bodies here; only one that must be sent is lost.
    if (own(followed(root, own(indexed.node, 'requestBody')), 'required') === true) {
      const what = `demands a body, which ${method.toUpperCase()} cannot send`;
      copier.oddities.push({ pointer, what });
    }
    Reflect.deleteProperty(copy, 'requestBody');
  }
  const callbacks = copyCallbacks(root, indexed, copier);
  if (callbacks !== undefined) copy['callbacks'] = callbacks;
  const responses = ownObject(copy, 'responses');
  copy['responses'] = knownResponses(responses);
  if (responses === undefined) copier.oddities.push({ pointer, what: 'lacks "responses"' });
  return copy;
}

function copySchemes(root: JsonObject, ids: ReadonlySet<string>, copier: Copier): void {
  for (const id of ids) {
    const node = schemeNode(root, id);
    if (node === undefined) continue;
    const place = (copier.components['securitySchemes'] ??= bare());
    place[id] = copier.copy(node, 'securityScheme', `/components/securitySchemes/${id}`);
  }
}

function documentOf(
  root: JsonObject,
  { paths, webhooks }: { readonly paths: JsonObject; readonly webhooks: JsonObject | undefined },
  copier: Copier,
): JsonObject {
  const info = ownObject(root, 'info');
  const version = ownText(root, 'openapi') ?? '';
  const isOld = version.startsWith('3.0');
  return jsonObject([
    // Of what 3.2 adds to 3.1, only the schema of one item of a stream is copied.
    ['openapi', isOld ? '3.0.3' : version.startsWith('3.2') ? '3.2.0' : '3.1.0'],
    [
      'info',
      jsonObject([
        ['title', ownText(info, 'title') ?? ''],
        ['version', ownText(info, 'version') ?? ''],
      ]),
    ],
    ['paths', paths],
    ...(webhooks === undefined ? [] : [[isOld ? 'x-webhooks' : 'webhooks', webhooks] as const]),
    ['components', copier.components],
  ]);
}

function requirePathParameters(
  document: JsonObject,
  sources: readonly OperationSource[],
  copier: Copier,
): void {
  for (const { node, indexed } of sources) {
    for (const item of (own(node, 'parameters') ?? []) as readonly Json[]) {
      const parameter = followed(document, item);
      if (own(parameter, 'in') !== 'path' || own(parameter, 'required') === true) continue;
      const what = `leaves the parameter "${ownText(parameter, 'name') ?? ''}" of its path optional`;
      copier.oddities.push({ pointer: indexed.pointer, what });
      // The copy is ours; a component that several operations share is corrected once.
      if (parameter !== undefined) (parameter as Record<string, Json>)['required'] = true;
    }
  }
}
