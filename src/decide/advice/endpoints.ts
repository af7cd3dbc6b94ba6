import { figure } from '../../plan/figure.ts';
import type { ChecklistItem, Risk } from '../../plan/plan.ts';
import type { FailureKind } from './failure-kind.ts';
import type { FlowCase } from './subject.ts';

/** Whether a flow delivers to addresses that others give. */
export function isDelivered({ target }: FlowCase): boolean {
  return target.delivery !== undefined;
}

const word = ({ target }: FlowCase): string => target.tenants?.what ?? 'endpoint';

/** What fails at endpoints of others. */
export const endpointFailures: readonly FailureKind[] = [
  {
    id: 'endpoint-down',
    applies: isDelivered,
    mode: (subject) => ({
      failure: `one ${word(subject)} is down for days`,
      detection: 'its own breaker',
      mitigation: `its own lane: ${subject.target.delivery === undefined ? '' : figure(subject.target.delivery.span)} of attempts, then kept for replay`,
      byHand: true,
    }),
  },
  {
    id: 'endpoint-hangs',
    applies: isDelivered,
    mode: (subject) => ({
      failure: `one ${word(subject)} hangs until the time-out`,
      detection: 'slots in use by one of them',
      mitigation: `at most ${subject.target.tenants === undefined ? 'its part' : figure(subject.target.tenants.concurrency)} of ${subject.target.calls === undefined ? 'the slots' : figure(subject.target.calls.concurrency)} for one`,
      byHand: true,
    }),
  },
  {
    id: 'address-inside',
    applies: isDelivered,
    mode: () => ({
      failure: 'an address leads into our own network (SSRF)',
      detection: 'refused addresses counted',
      mitigation: 'resolved and checked before each call, no redirects',
      byHand: true,
    }),
  },
  {
    id: 'endpoint-gone',
    applies: isDelivered,
    mode: (subject) => ({
      failure: `one ${word(subject)} says that it is gone, or nothing any more`,
      detection: 'status; no success in the whole span',
      mitigation: 'disabled, its owner told; enabled again by its owner',
      byHand: true,
    }),
  },
];

/** What must be there before the first stranger's address is called. */
export function endpointItems(cases: readonly FlowCase[]): readonly ChecklistItem[] {
  return cases.filter(isDelivered).flatMap((subject) => [
    {
      text: `address check (SSRF), signing, secret and replay for each ${word(subject)}`,
      gate: 'before go-live',
      byHand: true,
    },
    {
      text: 'attack it: names that resolve inside, at once or later; redirects',
      gate: 'before go-live',
      byHand: false,
    },
  ]);
}

/** What deserves proof first where strangers give addresses. */
export function endpointRisk(subject: FlowCase): Risk {
  return {
    component: `isolation of each ${word(subject)}`,
    why: `${subject.target.delivery === undefined ? '' : figure(subject.target.delivery.lost)} of attempts may go to dead ones, which must not delay the others`,
    proof: `one ${word(subject)} hangs, one fails for an hour; the rest stays in time`,
  };
}
