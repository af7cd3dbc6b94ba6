// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { bytesOf } from './body.ts';
import { pairStyle, typeOf } from './encoding.ts';
import { essence } from './media-type.ts';
import type { BodyWriter, PropertyEncoding } from './operation.ts';
import { fieldsOf, isBinary, isNested, textAs } from './plain-body.ts';
import { pairs, plainWriting } from './style.ts';
import { uuid } from './uuid.ts';
import { itemsOf, presentEntries, primitiveText } from './value.ts';

/** A multipart body: where the description says text, a file can stand as well; not every one says "binary". */
export type MultipartFields<Body> = {
  readonly [Field in keyof Body]: string extends Body[Field] ? Body[Field] | Blob : Body[Field];
};

type PartContent = string | Blob | Uint8Array<ArrayBuffer>;

/** An object as `multipart/form-data`: one part a field, and one for each item of a list. */
export const multipartBody: BodyWriter = (body, { mediaType, encoding = {} }, random) => {
  const boundary = `part-${uuid(random)}`;
  const type = essence(mediaType);
  const parts = presentEntries(fieldsOf(body, type)).flatMap(([name, value]) => {
    const how = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
    return partItems([name, value], how).flatMap((item) =>
      part({ ...item, contentType: how?.contentType, boundary }),
    );
  });
  const content = new Blob([...parts, `--${boundary}--\r\n`]);
  return { content, contentType: `${type}; boundary=${boundary}` };
};

/** What becomes a part: by style where the encoding has one, else each item of a list. */
function partItems(
  [name, value]: readonly [string, unknown],
  encoding: PropertyEncoding = {},
): readonly { readonly name: string; readonly item: unknown }[] {
  const style = pairStyle(encoding);
  if (style !== undefined && !isBinary(value)) {
    return pairs([name, value], style, plainWriting).map(([key, text]) => ({
      name: key,
      item: text,
    }));
  }
  return itemsOf(value).map((item) => ({ name, item }));
}

function part({
  name,
  item,
  contentType,
  boundary,
}: {
  readonly name: string;
  readonly item: unknown;
  readonly contentType: string | undefined;
  readonly boundary: string;
}): readonly PartContent[] {
  const { content, type, fileName } = partContent(item, typeOf(item, contentType));
  const file = fileName === undefined ? '' : `; filename="${quotable(fileName)}"`;
  const typeLine = type === undefined ? '' : `Content-Type: ${oneLine(type)}\r\n`;
  return [
    `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"${file}\r\n${typeLine}\r\n`,
    content,
    '\r\n',
  ];
}

function partContent(
  item: unknown,
  contentType: string | undefined,
): {
  readonly content: PartContent;
  readonly type: string | undefined;
  readonly fileName?: string;
} {
  if (item instanceof Blob) {
    const type = contentType ?? (item.type === '' ? 'application/octet-stream' : item.type);
    return { content: item, type, fileName: item instanceof File ? item.name : 'blob' };
  }
  if (item instanceof ArrayBuffer || ArrayBuffer.isView(item)) {
    return {
      content: bytesOf(item),
      type: contentType ?? 'application/octet-stream',
      fileName: 'blob',
    };
  }
  if (isNested(item)) {
    const type = contentType ?? 'application/json';
    return { content: textAs(item, type), type };
  }
  return { content: primitiveText(item), type: contentType };
}

/** As browsers write names into a quoted string (HTML, multipart/form-data). */
function quotable(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]/g, '');
}
