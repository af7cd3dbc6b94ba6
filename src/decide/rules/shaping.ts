import type { Flow } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';

/** Which items of a flow go, and what becomes of their fields, as the file says. */
export function decideShaping(flow: Flow): readonly Decision<string>[] {
  const { filter, map, transform } = flow;
  const id = `flows.${flow.id}`;
  return [
    ...(filter === undefined
      ? []
      : [
          stated(`${id}.filter`, declaredAt(filter.at), {
            value: filter.value,
            reason:
              'What fails it is counted and goes no further; how much that is nobody knows, so the whole volume is planned.',
          }),
        ]),
    ...(map === undefined
      ? []
      : [
          stated(`${id}.map`, declaredAt(map.at), {
            value: map.value.map(({ field, path }) => `${field} from ${path}`).join('; '),
            reason: 'The file says field by field what arrives where.',
          }),
        ]),
    ...(transform === undefined
      ? []
      : [
          stated(`${id}.transform`, declaredAt(transform.at), {
            value: transform.value,
            reason: 'A function of yours makes what the destination takes.',
          }),
        ]),
  ];
}
