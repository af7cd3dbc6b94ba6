import type { ProbeCall } from '../wire/probe.ts';
import type { OperationFacts } from './tool-call.ts';

type Json = Readonly<Record<string, unknown>>;

/** Looks up an operation in a description whose parameters are written in place. */
export function factsOf(description: unknown, call: ProbeCall): OperationFacts {
  const operation = fields(
    fields(fields(fields(description)['paths'])[call.template])[call.method],
  );
  const parameters = list(operation['parameters']).map((one) => fields(one)['in']);
  const security = list(operation['security'] ?? fields(description)['security']);
  return {
    declaresBody: operation['requestBody'] !== undefined,
    declaresQuery: parameters.includes('query'),
    declaresHeader: parameters.includes('header'),
    schemes: security.flatMap((alternative) => Object.keys(fields(alternative))),
  };
}

// An object of JSON has fields of unknown values.
const fields = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
