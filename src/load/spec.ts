import { dirname, resolve } from 'node:path';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Json, JsonObject, SpecDocument, Unfollowed } from '../model/document.ts';
import { isObject } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import { bundle } from './openapi/bundle.ts';
import { collectFiles } from './openapi/collect-files.ts';
import { isBelow, projectRoot, shownPlace } from './openapi/local-files.ts';
import { parseText } from './openapi/parse-text.ts';
import { recognise, recogniseText } from './openapi/recognise.ts';
import type { Recognised } from './openapi/recognise.ts';
import { withoutCredentials } from './openapi/reference.ts';
import { sourceFiles } from './openapi/source-files.ts';
import type { SourceFiles } from './openapi/source-files.ts';
import { survey } from './openapi/survey.ts';
import { upgrade } from './openapi/upgrade.ts';
import { internet } from './remote/network.ts';
import { addressRefusal, hostRefusal, isAddress } from './remote/remote-files.ts';
import type { Remote } from './remote/remote-files.ts';

/** Which description is read, and where integration.yaml names it. */
export interface SpecRequest {
  /** Absolute folder of the integration.yaml. */
  readonly baseDirectory: string;
  readonly reference: string;
  readonly at: Place;
  /** From where may be fetched; from nowhere where absent. */
  readonly remote?: Remote;
  /** OpenAPI 2.0 stays what it is: for who points into the file as its author wrote it. */
  readonly asWritten?: boolean;
  /** The overlay that is applied before anything is read, and where it is named. */
  readonly overlay?: { readonly reference: string; readonly at: Place };
}

const nowhere: Remote = { allowHosts: [], network: internet };

type OpenApi = Extract<Recognised, { kind: 'openapi' }>;
type NotOpenApi = Exclude<Recognised, OpenApi>;

interface Source {
  readonly value: JsonObject;
  readonly found: OpenApi;
  readonly refersToFiles: boolean;
}

/** Reads an API description with the files that it refers to; fetched is only what stands at an allowed host. */
export async function loadSpec(request: SpecRequest): Promise<Outcome<SpecDocument>> {
  const { reference, at, baseDirectory, remote = nowhere } = request;
  const place = placeOf(request);
  if (typeof place !== 'string') return refused(place);
  const files = sourceFiles(baseDirectory, remote);
  const read = await files.readText(place);
  if (read.why !== undefined) {
    return refused(diagnose('spec/unreadable', { spec: reference, why: read.why }, at));
  }
  const source = await understand(read.text, request, files);
  if (source.value === undefined) return { diagnostics: source.diagnostics };
  const spec = await assemble({ request, place, files, source: source.value });
  return { ...spec, diagnostics: [...source.diagnostics, ...spec.diagnostics] };
}

/** An absolute path or an address; a diagnostic where neither may be read. */
function placeOf({
  reference,
  at,
  baseDirectory,
  remote = nowhere,
}: SpecRequest): string | Diagnostic {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(reference)) return resolve(baseDirectory, reference);
  const spec = withoutCredentials(reference);
  const redacted = spec === reference ? {} : { redacted: true };
  if (!isAddress(reference) || !URL.canParse(reference)) {
    const why = 'it is neither a path nor an https address';
    return { ...diagnose('spec/unreadable', { spec, why }, at), ...redacted };
  }
  const url = new URL(reference);
  const why = addressRefusal(url);
  if (why !== undefined) return { ...diagnose('spec/unreadable', { spec, why }, at), ...redacted };
  if (hostRefusal(url, remote.allowHosts) !== undefined) {
    return diagnose('spec/host-not-allowed', { spec, host: url.host }, at);
  }
  url.hash = '';
  return url.href;
}

async function understand(
  text: string,
  request: SpecRequest,
  files: SourceFiles,
): Promise<Outcome<Source>> {
  const { reference, at } = request;
  const byText = recogniseText(text, reference);
  if (byText !== undefined) return refused(notOpenApi(byText, reference, at));
  const parsed = await parseText(text, reference);
  if (parsed.broken !== undefined) {
    return refused(diagnose('spec/broken', { spec: reference, ...parsed.broken }, at));
  }
  const changed = await overlaid(parsed.value, request, files);
  if (changed.value === undefined) return { diagnostics: changed.diagnostics };
  const found = recognise(changed.value);
  if (found.kind !== 'openapi') return refused(notOpenApi(found, reference, at));
  const source = surveyed(changed.value, found, { reference, at });
  return { ...source, diagnostics: [...changed.diagnostics, ...source.diagnostics] };
}

async function overlaid(
  document: Json,
  request: SpecRequest,
  files: SourceFiles,
): Promise<Outcome<Json>> {
  const { overlay, reference, at } = request;
  if (overlay === undefined) return { value: document, diagnostics: [] };
  if (survey(document).tooLarge) return refused(tooLarge(reference, at));
  const place = placeOf({ ...request, ...overlay });
  if (typeof place !== 'string') return refused(place);
  const { withOverlay } = await import('./overlay/with-overlay.ts');
  return withOverlay({ document, spec: reference, overlay, read: () => files.readText(place) });
}

function surveyed(
  value: Json,
  found: OpenApi,
  { reference, at }: { reference: string; at: Place },
): Outcome<Source> {
  const { tooLarge: isTooLarge, refersToFiles } = survey(value);
  if (isTooLarge || !isObject(value)) return refused(tooLarge(reference, at));
  return { value: { value, found, refersToFiles }, diagnostics: [] };
}

function tooLarge(spec: string, at: Place): Diagnostic {
  const why = 'it holds more than 20 million values or is nested deeper than 300 levels';
  return diagnose('spec/unreadable', { spec, why }, at);
}

interface Part {
  readonly request: SpecRequest;
  readonly place: string;
  readonly files: SourceFiles;
  readonly source: Source;
}

async function assemble(part: Part): Promise<Outcome<SpecDocument>> {
  const { request, place, files, source } = part;
  const { baseDirectory, reference, at } = request;
  const { major, version } = source.found;
  const dangling = source.refersToFiles ? await bundled(part) : new Map<string, Unfollowed>();
  const isRaised = major === 2 && request.asWritten !== true;
  const upgraded = isRaised ? await upgrade(source.value) : { root: source.value };
  if (upgraded.why !== undefined) {
    const why = `it cannot be turned from OpenAPI 2.0 into 3.0 (${upgraded.why})`;
    return refused(diagnose('spec/unreadable', { spec: reference, why }, at));
  }
  const file = shownPlace(baseDirectory, place);
  const { root } = upgraded;
  return {
    value: { reference, file, version, inputs: files.inputs, root, dangling, at },
    diagnostics: [],
  };
}

async function bundled({
  request,
  place,
  files,
  source,
}: Part): Promise<ReadonlyMap<string, Unfollowed>> {
  const { baseDirectory } = request;
  const root = await referenceRoot(baseDirectory, place);
  return bundle({
    file: place,
    root: source.value,
    major: source.found.major,
    baseDirectory,
    files: await collectFiles({ file: place, value: source.value }, files, root),
  });
}

// The user may name a description anywhere, but a vendor's description may not reach for the user's other files.
async function referenceRoot(baseDirectory: string, place: string): Promise<string> {
  const root = await projectRoot(baseDirectory);
  return isAddress(place) || (await isBelow(place, root)) ? root : dirname(place);
}

function notOpenApi(found: NotOpenApi, reference: string, at: Place): Diagnostic {
  if (found.kind === 'not-yet') return diagnose('feature/not-yet', { what: found.what }, at);
  return diagnose('spec/unsupported', { spec: reference, what: found.what }, at);
}

function refused<T>(diagnostic: Diagnostic): Outcome<T> {
  return { diagnostics: [diagnostic] };
}
