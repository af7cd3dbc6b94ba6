import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Documents } from '../model/document.ts';
import type { Integration } from '../model/integration.ts';
import { aboveDocumented } from './above-documented.ts';
import { reportByHand } from './by-hand.ts';
import { withCataloguedLimits } from './catalogued-limits.ts';
import { contradictions } from './contradictions/contradictions.ts';
import { withDocumentedLimits } from './documented-limits.ts';
import type { Facts } from './facts.ts';
import { withKnownProviders } from './known-provider.ts';
import { reportLoneOverlays } from './lone-overlays.ts';
import { rootNode, type Node } from './node.ts';
import { resolveOperations } from './operations.ts';
import { present } from '../model/present.ts';
import { readIntegration } from './read/integration.ts';
import { checkSchema } from './schema.ts';

/** Turns the documents into the checked model; the value is absent if anything is an error. */
export async function check(documents: Documents): Promise<Outcome<Integration>> {
  const { integration: document } = documents;
  const schema = checkSchema(document);
  if (hasErrors(schema)) return { diagnostics: schema };
  const found: Diagnostic[] = [...schema];
  const root = rootNode(document, found);
  reportLoneOverlays(root);
  const read = readIntegration(root, document.file);
  const resolved = await resolveOperations(read, documents.specs);
  const { integration, diagnostics } = await withKnownProviders(resolved.integration);
  found.push(...resolved.diagnostics, ...diagnostics);
  found.push(...contradictions(factsOf(root, integration, !hasErrors(found))));
  if (hasErrors(found)) return { diagnostics: found };
  found.push(...reportByHand(integration));
  const { prettier, packages } = documents;
  const documented = withDocumentedLimits(integration, documents.specs);
  found.push(...aboveDocumented(documented));
  const value = withCataloguedLimits(documented);
  return { value: { ...value, ...present({ prettier, packages }) }, diagnostics: found };
}

function factsOf(root: Node, integration: Integration, isComplete: boolean): Facts {
  const withSpec = (root.child('systems')?.entries() ?? [])
    .filter(([, system]) => system.child('spec') !== undefined)
    .map(([id]) => id);
  const systems = new Map(integration.systems.map((system) => [system.id, system]));
  return {
    integration,
    systems,
    unreadable: new Set(withSpec.filter((id) => systems.get(id)?.api === undefined)),
    isComplete,
  };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
