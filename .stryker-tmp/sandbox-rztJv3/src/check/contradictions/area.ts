/** Words that place data in an area of law; whole words of a region's name, or the whole name. */
// @ts-nocheck

const areas: Readonly<Record<string, string>> = {
  ...same('EU', 'eu eea europe european germany de france fr ireland ie netherlands nl spain es'),
  ...same('EU', 'italy it sweden se belgium be poland pl finland fi austria at denmark dk'),
  ...same('EU', 'westeurope northeurope germanywestcentral francecentral swedencentral'),
  ...same('EU', 'italynorth polandcentral spaincentral frankfurt paris dublin amsterdam'),
  ...same('UK', 'uk gb britain england london uksouth ukwest'),
  ...same('CH', 'ch switzerland zurich switzerlandnorth switzerlandwest'),
  ...same('NO', 'no norway norwayeast norwaywest'),
  ...same('US', 'us usa america eastus eastus2 westus westus2 westus3 centralus'),
  ...same('US', 'northcentralus southcentralus westcentralus'),
  ...same('CA', 'ca canada canadacentral canadaeast'),
  ...same('AU', 'au australia sydney australiaeast australiasoutheast'),
  ...same('JP', 'jp japan tokyo japaneast japanwest'),
  ...same('IN', 'india centralindia southindia westindia'),
  ...same('SG', 'sg singapore'),
  ...same('BR', 'br brazil brazilsouth'),
  ...same('CN', 'cn china'),
};

/** Regions whose name says another area than their place is in. */
const exceptions: Readonly<Record<string, string>> = {
  'eu-west-2': 'UK',
  'europe-west2': 'UK',
  'eu-central-2': 'CH',
  'europe-west6': 'CH',
};

/** The area of law of a residency or a region; undefined where its name does not tell. */
export function areaOf(name: string): string | undefined {
  const plain = name.trim().toLowerCase();
  const exception = own(exceptions, plain);
  if (exception !== undefined) return exception;
  const found = new Set(
    [plain, ...plain.split(/[^a-z0-9]+/)].flatMap((word) => own(areas, word) ?? []),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function same(area: string, words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [word, area]));
}
