import type { Integration, System, Webhook } from '../model/integration.ts';
import type { Provider } from '../model/provider.ts';
import { callsAt } from './facts.ts';

/** What the catalogue would add to a system if it were this vendor, in words: what the file leaves open and a flow needs. */
export function gapsOf(
  provider: Provider,
  { system, integration }: { system: System; integration: Integration },
): readonly string[] {
  const calls = callsAt(system.id, integration);
  const isCalled = calls.length > 0;
  const writes = calls.some(({ step }) => step.mode === 'do');
  const gaps: readonly (readonly [string, boolean])[] = [
    ['limits', isCalled && system.limits === undefined && has(provider.limits)],
    [
      'how it throttles',
      isCalled && system.throttled === undefined && provider.throttled !== undefined,
    ],
    ['idempotency', writes && system.idempotency === undefined && honours(provider)],
    ['webhooks', sendsEvents(system, integration) && leavesOpen(system, provider)],
  ];
  return gaps.filter(([, isOpen]) => isOpen).map(([what]) => what);
}

function has(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

function honours({ idempotency }: Provider): boolean {
  return idempotency !== undefined && idempotency.value.kind !== 'none';
}

function sendsEvents({ id, webhook }: System, { flows }: Integration): boolean {
  if (webhook?.value === 'none') return false;
  return flows.some(({ from, trigger }) => from === id && trigger.kind === 'event');
}

function leavesOpen({ webhook }: System, { webhook: known }: Provider): boolean {
  const declared: Webhook = webhook === undefined || webhook.value === 'none' ? {} : webhook.value;
  return (
    (declared.signature === undefined && known?.signature !== undefined) ||
    (declared.redeliversForSeconds === undefined && known?.redelivery !== undefined)
  );
}
