import { figure } from '../../../src/plan/figure.ts';
import { clip, markdown } from '../escape.ts';
import { byHand, item, type Section } from '../section.ts';
import type { Subject } from '../subject.ts';

const mostWords = 36;

/** How events reach addresses that others give us. */
export function endpoints({ called }: Subject): Section {
  const items = called.flatMap(({ id, delivery, tenants }, index) => {
    if (delivery === undefined) return [];
    const what = markdown(tenants?.what ?? 'endpoint');
    return [
      item(
        index,
        `Each ${what} of ${markdown(id)} (the largest with ${tenants === undefined ? 'all' : figure(tenants.largestShare)}) has its own lane, breaker, secret, dead letters${byHand}.`,
      ),
      item(index, `Addresses: ${markdown(clip(delivery.addresses.value, mostWords))}${byHand}.`),
      item(
        index + 0.01,
        `Signed: ${markdown(clip(delivery.signature.value, mostWords))}${byHand}.`,
      ),
      item(
        index,
        `Attempts: ${markdown(clip(delivery.attempts.value, mostWords))}; ${figure(delivery.span)} in all.`,
      ),
      item(0.006, `Disabled: ${markdown(clip(delivery.disabled.value, mostWords))}.`),
    ];
  });
  return {
    title: items.length === 0 ? '' : 'Endpoints of others',
    path: 'systems.delivery',
    parts: [{ form: 'list', items }],
  };
}
