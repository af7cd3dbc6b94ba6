// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { binaryBody, jsonBody } from './body.ts';
import { formBody } from './form.ts';
import { essence, isJson, isText } from './media-type.ts';
import { multipartBody } from './multipart.ts';
import type { BodyWriter } from './operation.ts';
import { plainBody, textAs } from './plain-body.ts';

/** A body under a wildcard: the caller says what it is, or else the body does. */
export const anyBody: BodyWriter = (body, content, random) => {
  const type = essence(content.mediaType);
  if (type === 'application/x-www-form-urlencoded') return formBody(body, content, random);
  if (type.startsWith('multipart/')) return multipartBody(body, content, random);
  if (isJson(type)) return jsonBody(body, content, random);
  if (!type.includes('*')) return plainBody(body, content, random);
  if (typeof body === 'string' || isText(type))
    return { content: textAs(body, type), contentType: 'text/plain; charset=utf-8' };
  return (
    binaryBody(body, type) ?? { content: JSON.stringify(body), contentType: 'application/json' }
  );
};
