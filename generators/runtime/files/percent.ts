// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Percent-encodes all but the unreserved characters of RFC 3986. */
export function percentEncode(text: string): string {
  const encoded = encodeURIComponent(text);
  // Most texts have none of them, and looking is faster than replacing.
  if (!/[!'()*]/.test(encoded)) return encoded;
  return encoded.replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * As `percentEncode`, but keeps what is encoded already and the reserved characters that cannot end
 * a value: not `&`, `+`, `#`, brackets (RFC 6570 section 3.2.3, in a query).
 */
export function percentEncodeReserved(text: string): string {
  return percentEncode(text).replaceAll(
    /%25([0-9A-Fa-f]{2})|%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B|3D)/g,
    (encoded, digits: string | undefined) =>
      digits === undefined ? decodeURIComponent(encoded) : `%${digits}`,
  );
}
