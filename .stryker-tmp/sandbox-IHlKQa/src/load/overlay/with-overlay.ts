// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Json } from '../../model/document.ts';
import type { Place } from '../../model/place.ts';
import { parseText } from '../openapi/parse-text.ts';
import { survey } from '../openapi/survey.ts';
import type { Fetched } from '../remote/fetch-text.ts';
import { applyOverlay } from './apply-overlay.ts';
import { copied } from './merge.ts';
import { readOverlay } from './overlay.ts';
import type { OverlayFault } from './overlay.ts';

/** An overlay that is to be applied to a parsed description. */
export interface OverlayRequest {
  readonly document: Json;
  /** How integration.yaml names the description. */
  readonly spec: string;
  /** How it names the overlay, and where. */
  readonly overlay: { readonly reference: string; readonly at: Place };
  read(): Promise<Fetched>;
}

/** The description as the overlay wants it; absent where the overlay cannot be applied as a whole. */
export async function withOverlay(request: OverlayRequest): Promise<Outcome<Json>> {
  const { reference, at } = request.overlay;
  const text = await request.read();
  if (text.why !== undefined) {
    return {
      diagnostics: [diagnose('overlay/unreadable', { overlay: reference, why: text.why }, at)],
    };
  }
  const parsed = await parseText(text.text, reference);
  if (parsed.broken !== undefined || survey(parsed.value).tooLarge) {
    const why = brokenText(parsed.broken);
    return { diagnostics: [diagnose('overlay/unreadable', { overlay: reference, why }, at)] };
  }
  const read = readOverlay(parsed.value);
  if (read.faults !== undefined) return { diagnostics: read.faults.map(faultOf(request)) };
  return applied(read.overlay, request);
}

function brokenText(broken: { line: number; column: number; why: string } | undefined): string {
  if (broken === undefined) return 'it is too large or nested too deeply';
  return `line ${String(broken.line)}, column ${String(broken.column)}: ${broken.why}`;
}

async function applied(
  overlay: Parameters<typeof applyOverlay>[1],
  request: OverlayRequest,
): Promise<Outcome<Json>> {
  // What YAML writes once and means twice is changed in one place only.
  const document = copied(request.document);
  const { faults, unmatched } = await applyOverlay(document, overlay);
  if (faults.length > 0) return { diagnostics: faults.map(faultOf(request)) };
  const { spec, overlay: named } = request;
  const diagnostics = unmatched.map(({ pointer, target }) => {
    const params = { overlay: named.reference, pointer, target, spec };
    return diagnose('overlay/no-match', params, named.at);
  });
  return { value: document, diagnostics };
}

function faultOf({ overlay }: OverlayRequest): (fault: OverlayFault) => Diagnostic {
  return ({ pointer, why }) =>
    diagnose('overlay/invalid', { overlay: overlay.reference, pointer, why }, overlay.at);
}
