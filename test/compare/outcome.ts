import type { Outcome } from './tool-call.ts';

type Description = Omit<Outcome, 'seconds'>;

/** A few words about what a call resolved with. */
export function describeValue(value: unknown): Description {
  const json = jsonOf(value);
  const fields = fieldsOf(value);
  const said =
    fields['error'] !== undefined && fields['error'] !== null
      ? `{ error: ${short(fields['error'])} }`
      : typeof fields['status'] === 'number' && 'data' in fields
        ? `{ status: ${fields['status']}, data: ${short(fields['data'])} }`
        : short('data' in fields ? fields['data'] : value);
  return { kind: 'resolved', text: `returns ${said}`, json };
}

/** A few words about what a call rejected with: its class, and the status and body that it carries. */
export function describeError(error: unknown): Description {
  const fields = fieldsOf(error);
  const name = error instanceof Error ? error.name : (nameOf(error) ?? typeof error);
  const carried = ['kind', 'status', 'data', 'error']
    .filter((key) => fields[key] !== undefined && fields[key] !== null)
    .map((key) => `${key}: ${short(fields[key])}`);
  const more = carried.length === 0 ? '' : ` { ${carried.join(', ')} }`;
  const json = error instanceof Error ? `${error.name}: ${error.message}` : jsonOf(error);
  return { kind: 'rejected', text: `throws ${name}${more}`, json };
}

function short(value: unknown): string {
  if (value instanceof Error) return value.name;
  const text = typeof value === 'string' ? `'${value}'` : jsonOf(value);
  return text.length > 30 ? `${text.slice(0, 27)}…` : text;
}

function jsonOf(value: unknown): string {
  try {
    return value === undefined ? 'undefined' : JSON.stringify(value);
  } catch {
    return String(value);
  }
}

const nameOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? value.constructor.name : undefined;

// Any object has fields of unknown values; getters of a Response count too.
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
