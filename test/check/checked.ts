import { check } from '../../src/check/check.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { yamlDocument } from '../../src/load/yaml-document.ts';
import type { JsonObject, SpecDocument } from '../../src/model/document.ts';
import type { Flow, Integration, System } from '../../src/model/integration.ts';

/** What `check` says about the text of an integration.yaml; specs by the id of their system. */
export async function checked(
  text: string,
  specs: Readonly<Record<string, JsonObject>> = {},
): Promise<{ value?: Integration; diagnostics: readonly Diagnostic[] }> {
  const { value, diagnostics } = yamlDocument('integration.yaml', text);
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return check({
    integration: value,
    specs: new Map(Object.entries(specs).map(([id, root]) => [id, specDocument(id, root)])),
    inputs: [],
  });
}

/** The errors and warnings as `code line:column`, without the notes on what is not generated yet. */
export async function found(
  text: string,
  specs?: Readonly<Record<string, JsonObject>>,
): Promise<readonly string[]> {
  const { diagnostics } = await checked(text, specs);
  return diagnostics
    .filter(({ code }) => code !== 'feature/build-by-hand')
    .map(({ code, at }) => `${code} ${at.line}:${at.column}`);
}

/** The first flow of a text that holds no error. */
export async function flowOf(text: string, specs?: Record<string, JsonObject>): Promise<Flow> {
  const [flow] = (await valid(text, specs)).flows;
  if (flow === undefined) throw new Error('no flow');
  return flow;
}

/** A system of a text that holds no error. */
export async function systemOf(
  id: string,
  text: string,
  specs?: Record<string, JsonObject>,
): Promise<System> {
  const system = (await valid(text, specs)).systems.find((one) => one.id === id);
  if (system === undefined) throw new Error(`no system ${id}`);
  return system;
}

async function valid(text: string, specs?: Record<string, JsonObject>): Promise<Integration> {
  const { value, diagnostics } = await checked(text, specs);
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

function specDocument(id: string, root: JsonObject): SpecDocument {
  const file = `${id}.yaml`;
  return { reference: file, file, version: '3.1.0', inputs: [], root };
}

/** An integration of a shop and a billing system; lines 1 to 3 are the head, the flow is line 4. */
export function orders({
  flow,
  shop = 'description: sells, owned: true',
  billing = 'description: bills',
  rest = '',
}: {
  readonly flow: string;
  readonly shop?: string;
  readonly billing?: string;
  readonly rest?: string;
}): string {
  return [
    'integration: orders',
    `systems: { shop: { ${shop} },`,
    `  billing: { ${billing} } }`,
    `flows: [{ ${flow} }]`,
    rest,
  ].join('\n');
}
