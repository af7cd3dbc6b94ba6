// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declared } from '../../model/place.ts';
import type { Facts } from '../facts.ts';
import { areaOf } from './area.ts';

/** Data that must stay in an area, and a region outside of it. Only what both sides make certain is reported. */
export function residency({ integration }: Facts): readonly Diagnostic[] {
  const declared = integration.compliance?.residency;
  const wanted = declared === undefined ? undefined : areaOf(declared.value);
  if (declared === undefined || wanted === undefined) return [];
  const outside = (what: string, region: Declared<string> | undefined): Diagnostic[] => {
    const area = region === undefined ? undefined : areaOf(region.value);
    if (region === undefined || area === undefined || area === wanted) return [];
    const params = { residency: declared.value, what, region: region.value };
    return [diagnose('compliance/residency', params, region.at)];
  };
  return [
    ...outside('the deployment', integration.deployment.region),
    ...integration.systems.flatMap(({ id, region }) => outside(`system "${id}"`, region)),
  ];
}
