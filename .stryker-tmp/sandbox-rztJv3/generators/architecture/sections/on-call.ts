// @ts-nocheck
import { markdown } from '../escape.ts';
import { item, type Section } from '../section.ts';
import type { Subject } from '../subject.ts';

/** What somebody who was woken needs within a minute. */
export function onCall({ plan, flows, many }: Subject): Section {
  const about = many ? `: ${flows[0]?.flow.id ?? ''}` : '';
  return {
    title: `On call${markdown(about)}`,
    path: 'advice.onCall',
    parts: [
      {
        form: 'list',
        items: plan.advice.onCall.map(({ topic, text }) =>
          item(0, `**${topic}:** ${markdown(text)}`),
        ),
      },
    ],
  };
}
