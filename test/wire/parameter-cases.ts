import type { Built, BuiltClient } from './built-client.ts';
import { buildClient } from './built-client.ts';
import type { Arrival, Recorder } from './recorder.ts';
import { startRecorder } from './recorder.ts';

/** What a case expects where nothing may be sent. */
export const refused = Symbol('refused');

/** A parameter, a value for it, and what must have arrived of it. */
export interface ParameterCase {
  readonly title: string;
  /** The parameter as the description has it; its name is `v` and its schema takes anything where it does not say. */
  readonly parameter: Readonly<Record<string, unknown>> & {
    readonly in: 'path' | 'query' | 'header' | 'cookie';
    readonly name?: string;
  };
  readonly value: unknown;
  /** The segment, query, header or cookie header as it arrived; `absent` where there was none. */
  readonly expected: string | typeof refused;
}

/** One client for all cases, and the server that it calls. */
export interface CaseRun {
  /** What arrived of a case; rejects as the client does. */
  arrived(index: number): Promise<readonly string[]>;
  readonly recorder: Recorder;
  close(): Promise<void>;
}

/** Builds a client with one operation for each case. */
export async function runOf(cases: readonly ParameterCase[]): Promise<CaseRun> {
  const recorder = await startRecorder();
  const built: Built = await buildClient(description(cases), { operation: 'case0' });
  const client: BuiltClient = built.client(recorder.baseUrl);
  return {
    recorder,
    arrived: async (index) => {
      recorder.arrivals.length = 0;
      const { parameter, value } = caseAt(cases, index);
      const { in: place, name = 'v' } = parameter;
      const values = { [name]: value };
      await client[`case${index}`]?.({ [inputs[place]]: values });
      return recorder.arrivals.map((arrival) => seen(place, arrival));
    },
    close: async () => {
      built.remove();
      await recorder.close();
    },
  };
}

const inputs = { path: 'path', query: 'query', header: 'headers', cookie: 'cookies' } as const;

function caseAt(cases: readonly ParameterCase[], index: number): ParameterCase {
  const found = cases[index];
  if (found === undefined) throw new Error(`There is no case ${index}.`);
  return found;
}

function description(cases: readonly ParameterCase[]): unknown {
  const paths = cases.map(({ parameter }, index) => {
    const { in: place, name = 'v' } = parameter;
    const schema = 'content' in parameter ? {} : { schema: {} };
    const required = place === 'path';
    return [
      `/case${index}/${required ? `{${name}}` : ''}`,
      {
        get: {
          operationId: `case${index}`,
          parameters: [{ name, required, ...schema, ...parameter }],
          responses: { '200': { description: 'It arrived.' } },
        },
      },
    ] as const;
  });
  return {
    openapi: '3.1.1',
    info: { title: 'Values', version: '1' },
    servers: [{ url: 'https://api.example' }],
    paths: Object.fromEntries(paths),
  };
}

function seen(place: ParameterCase['parameter']['in'], arrival: Arrival): string {
  const { path, query, headers } = arrival;
  if (place === 'path')
    return `${path.split('/').slice(2).join('/')}${query === '' ? '' : `?${query}`}`;
  if (place === 'query') return query;
  const value = headers[place === 'header' ? 'v' : 'cookie'];
  return value === undefined ? 'absent' : String(value);
}
