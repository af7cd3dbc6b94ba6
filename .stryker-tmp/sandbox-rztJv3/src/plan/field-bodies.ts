/** Which bodies of fields a caller may send under these media types, wildcards included. */
// @ts-nocheck

export function fieldBodies(mediaTypes: readonly string[]): {
  readonly form: boolean;
  readonly multipart: boolean;
} {
  const types = mediaTypes.map((type) => (type.split(';')[0] ?? '').trim().toLowerCase());
  const forms = ['application/x-www-form-urlencoded', 'application/*', '*/*'];
  return {
    form: types.some((type) => forms.includes(type)),
    multipart: types.some((type) => type.startsWith('multipart/') || type === '*/*'),
  };
}
