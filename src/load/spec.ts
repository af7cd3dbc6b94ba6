import { dirname, resolve } from 'node:path';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Json, JsonObject, SpecDocument } from '../model/document.ts';
import { isObject } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import { bundle } from './openapi/bundle.ts';
import { collectFiles } from './openapi/collect-files.ts';
import { isBelow, localFiles, posixRelative, projectRoot } from './openapi/local-files.ts';
import type { LocalFiles } from './openapi/local-files.ts';
import { parseText } from './openapi/parse-text.ts';
import { recognise, recogniseText } from './openapi/recognise.ts';
import type { Recognised } from './openapi/recognise.ts';
import { survey } from './openapi/survey.ts';
import { upgrade } from './openapi/upgrade.ts';

/** Which description is read, and where integration.yaml names it. */
export interface SpecRequest {
  /** Absolute folder of the integration.yaml. */
  readonly baseDirectory: string;
  readonly reference: string;
  readonly at: Place;
}

type OpenApi = Extract<Recognised, { kind: 'openapi' }>;
type NotOpenApi = Exclude<Recognised, OpenApi>;

interface Source {
  readonly value: JsonObject;
  readonly found: OpenApi;
  readonly refersToFiles: boolean;
}

/** Reads an API description with the files that it refers to; nothing is fetched. */
export async function loadSpec(request: SpecRequest): Promise<Outcome<SpecDocument>> {
  const { reference, at, baseDirectory } = request;
  if (/^[a-z][a-z0-9+.-]+:/i.test(reference)) return refused(remote(reference, at));
  const path = resolve(baseDirectory, reference);
  const files = localFiles(baseDirectory);
  const read = await files.readText(path);
  if (read.why !== undefined) {
    return refused(diagnose('spec/unreadable', { spec: reference, why: read.why }, at));
  }
  const source = await understand(read.text, request);
  if (source.value === undefined) return { diagnostics: source.diagnostics };
  return assemble({ request, path, files, source: source.value });
}

async function understand(text: string, { reference, at }: SpecRequest): Promise<Outcome<Source>> {
  const byText = recogniseText(text, reference);
  if (byText !== undefined) return refused(notOpenApi(byText, reference, at));
  const parsed = await parseText(text, reference);
  if (parsed.broken !== undefined) {
    return refused(diagnose('spec/broken', { spec: reference, ...parsed.broken }, at));
  }
  const found = recognise(parsed.value);
  if (found.kind !== 'openapi') return refused(notOpenApi(found, reference, at));
  return surveyed(parsed.value, found, { reference, at });
}

function surveyed(
  value: Json,
  found: OpenApi,
  { reference, at }: { reference: string; at: Place },
): Outcome<Source> {
  const { tooLarge, refersToFiles } = survey(value);
  if (tooLarge || !isObject(value)) {
    const why = 'it holds more than 20 million values or is nested deeper than 300 levels';
    return refused(diagnose('spec/unreadable', { spec: reference, why }, at));
  }
  return { value: { value, found, refersToFiles }, diagnostics: [] };
}

async function assemble(part: {
  request: SpecRequest;
  path: string;
  files: LocalFiles;
  source: Source;
}): Promise<Outcome<SpecDocument>> {
  const { request, path, files, source } = part;
  const { baseDirectory, reference, at } = request;
  const { major, version } = source.found;
  const dangling = source.refersToFiles
    ? bundle({
        file: path,
        root: source.value,
        major,
        baseDirectory,
        files: await collectFiles(
          { file: path, value: source.value },
          files,
          await referenceRoot(baseDirectory, path),
        ),
      })
    : new Map<string, string>();
  const upgraded = major === 2 ? await upgrade(source.value) : { root: source.value };
  if (upgraded.why !== undefined) {
    const why = `it cannot be turned from OpenAPI 2.0 into 3.0 (${upgraded.why})`;
    return refused(diagnose('spec/unreadable', { spec: reference, why }, at));
  }
  const file = posixRelative(baseDirectory, path);
  const { root } = upgraded;
  return {
    value: { reference, file, version, inputs: files.inputs, root, dangling, at },
    diagnostics: [],
  };
}

// The user may name a description anywhere, but a vendor's description may not reach for the user's other files.
async function referenceRoot(baseDirectory: string, path: string): Promise<string> {
  const root = await projectRoot(baseDirectory);
  return (await isBelow(path, root)) ? root : dirname(path);
}

function remote(reference: string, at: Place): Diagnostic {
  if (/^https?:/i.test(reference)) {
    const what = `Reading a spec from an address (${reference})`;
    const advice = 'Download it, commit it beside this file, and give its path.';
    return diagnose('feature/not-yet', { what, advice }, at);
  }
  const why = 'it is neither a path nor an https address';
  return diagnose('spec/unreadable', { spec: reference, why }, at);
}

function notOpenApi(found: NotOpenApi, reference: string, at: Place): Diagnostic {
  if (found.kind === 'not-yet') return diagnose('feature/not-yet', { what: found.what }, at);
  return diagnose('spec/unsupported', { spec: reference, what: found.what }, at);
}

function refused<T>(diagnostic: Diagnostic): Outcome<T> {
  return { diagnostics: [diagnostic] };
}
