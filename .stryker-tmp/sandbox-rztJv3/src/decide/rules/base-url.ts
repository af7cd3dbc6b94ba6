// @ts-nocheck
import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';

/** The base address of a system; undefined where neither file names one. */
export function baseUrl({ id: name, url, api }: System): Decision<string> | undefined {
  const id = `systems.${name}.base-url`;
  const documented =
    api?.server === undefined
      ? undefined
      : {
          value: api.server,
          source: {
            kind: 'documented',
            file: api.file,
            pointer: api.serverPointer ?? '/servers/0/url',
          } as const,
        };
  if (url !== undefined) {
    const lost = documented !== undefined && documented.value !== url.value;
    return {
      ...stated(id, declaredAt(url.at), {
        value: url.value,
        reason: `The file says where ${name} is called.`,
      }),
      ...(lost ? { overruled: documented } : {}),
    };
  }
  return documented === undefined
    ? undefined
    : stated(id, documented.source, {
        value: documented.value,
        reason: 'The description names this server first, and the file names no other.',
      });
}
