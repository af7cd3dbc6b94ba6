// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { isJson } from './media-type.ts';
import type { ParameterWriter } from './operation.ts';
import { pairText } from './parameters.ts';
import { percentEncode } from './percent.ts';
import { primitiveText } from './value.ts';

/** A parameter that is written by a media type. */
export const byMediaType: ParameterWriter = ({ name, in: place, contentType = '' }, value) => {
  const text = isJson(contentType) ? JSON.stringify(value) : primitiveText(value);
  if (place === 'header') return [isJson(contentType) ? ascii(text) : text];
  return [place === 'path' ? percentEncode(text) : pairText(name, text)];
};

/** JSON can say all it holds in ASCII, which is all that is safe in a header. */
function ascii(json: string): string {
  return json.replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
