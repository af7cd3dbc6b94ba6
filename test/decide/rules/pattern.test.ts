import { describe, expect, it } from 'vitest';

import { settle } from '../../../src/decide/rule.ts';
import { pattern, type PatternSubject } from '../../../src/decide/rules/pattern.ts';
import { declared, flow, pollTrigger, step, system, triggers } from '../model.ts';

const write = step('write', 'b');
const file = system('b', { kind: declared('sftp') });
const broken = {
  system: 'b',
  label: '10 calls per 24 h',
  needed: 20,
  allowed: 10,
  formula: '20 > 10',
  inputs: ['flows.flow.volume'],
};

function subject(parts: Partial<PatternSubject>): PatternSubject {
  return { flow: flow({ steps: [write] }), source: system('a'), target: system('b'), ...parts };
}

describe('the pattern of a flow', () => {
  it.each([
    ['request/response', subject({ flow: flow({ steps: [write], trigger: triggers.call }) })],
    [
      'request/response',
      subject({
        flow: flow({ steps: [write], trigger: triggers.call }),
        target: file,
        brokenQuota: broken,
      }),
    ],
    [
      'outbox',
      subject({ flow: flow({ steps: [write], trigger: triggers.changes }), target: file }),
    ],
    ['batch', subject({ flow: flow({ steps: [write], trigger: triggers.schedule }) })],
    ['batch', subject({ target: file })],
    ['event in, micro-batches out', subject({ brokenQuota: broken })],
    ['event', subject({})],
    ['poll', subject({ source: system('a', { webhook: declared('none') }) })],
    [
      'poll',
      subject({
        flow: flow({ steps: [write], trigger: pollTrigger(step('list', 'a', { mode: 'read' })) }),
      }),
    ],
    ['batch', subject({ flow: flow({ steps: [write], pattern: declared('batch') }) })],
  ] as const)('is %s', (expected, given) => {
    expect(settle(pattern, 'flows.flow', given).value).toBe(expected);
  });
});
