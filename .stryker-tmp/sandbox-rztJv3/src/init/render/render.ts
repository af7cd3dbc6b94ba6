// @ts-nocheck
import { Document, YAMLSeq } from 'yaml';

import type { Answers } from '../answers.ts';
import { comment } from './comment.ts';
import { flowNode } from './flow-node.ts';
import { mapping } from './mapping.ts';
import { systemNode } from './system-node.ts';

/** The text of an integration.yaml; `schema` is where editors find its JSON Schema, from the file. */
export function render({ name, systems, flows }: Answers, schema: string): string {
  const list = new YAMLSeq();
  list.items.push(...flows.map(flowNode));
  const root = mapping([
    { key: 'integration', value: name },
    {
      key: 'systems',
      value: mapping(
        systems.map((system) => ({
          key: system.id,
          value: systemNode(system),
          ...(system.note === undefined ? {} : { above: comment(system.note) }),
        })),
      ),
      apart: true,
    },
    { key: 'flows', value: list, apart: true },
  ]);
  const document = new Document(root, { version: '1.2', schema: 'core' });
  document.commentBefore = comment(
    `yaml-language-server: $schema=${schema}`,
    'Written by integ-gen init; that schema describes every key, and editors show it.',
  );
  return document.toString({ lineWidth: 0, singleQuote: true });
}
