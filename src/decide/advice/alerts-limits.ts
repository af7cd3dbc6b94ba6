import type { AlertCondition } from '../../plan/alert.ts';
import { burn, burnText, carriesBurnRate, figuresOf, ticketBurn } from './alert-burn.ts';
import { lasting, lateAge, savingNeeded, savingWindow, usedShare } from './alert-figures.ts';
import { ticket, type AlertKind } from './alert-kind.ts';
import { limitUse, overflowSteps } from './alert-limit.ts';
import { keeps } from './alerts-queues.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { flowSeries } from './series.ts';
import { bindingOf, isExceeded, isQueued, limitOf, type FlowCase } from './subject.ts';

/** Rules that tell of a plan that no longer holds: a limit, a saving, a promise. */
export const limitAlerts: readonly AlertKind[] = [
  {
    name: 'limit nearly used',
    severity: ticket,
    applies: (subject) => isLimitWorthARule(subject) && limitUse(subject) !== undefined,
    figures: (subject) => [usedShare(subject)],
    condition: ({ flow }, [used = '']) => `over ${used} of "${bindingOf(flow)?.label ?? ''}" used`,
    signals: limitSignals,
    lasts: lasting,
    action: ({ flow }) => `find new callers; ask ${bindingOf(flow)?.system ?? flow.to} for more`,
  },
  {
    name: 'saving too small',
    severity: ticket,
    applies: isOverdrawn,
    figures: (subject) => [savingNeeded(subject), savingWindow()],
    condition: ({ flow }, [saved = '', window = '']) =>
      `calls saved in ${window} under ${saved}, what "${bindingOf(flow)?.label ?? ''}" demands`,
    signals: (subject) => [
      {
        form: 'below',
        part: flowSeries(subject, 'integration_flow_saved_total'),
        whole: flowSeries(subject, 'integration_flow_received_total'),
        below: savingNeeded(subject),
        window: savingWindow(),
      },
    ],
    lasts: lasting,
    action: ({ flow }) =>
      `park the overflow until the reset; tell the owner of ${flow.from} what stays undone`,
  },
  {
    name: 'overflow grows',
    severity: ticket,
    applies: (subject) => isOverdrawn(subject) && isQueued(subject),
    figures: (subject: FlowCase) => [overflowSteps(subject)[0]],
    condition: (_, [step = '']) => `more waits than ${step} before, twice in a row`,
    signals: (subject: FlowCase): readonly AlertCondition[] => {
      const [step, twoSteps] = overflowSteps(subject);
      const series = flowSeries(subject, 'integration_flow_waiting_items');
      return [{ form: 'grows', series, step, twoSteps }];
    },
    action: ({ flow }) =>
      `choose a way out with the owner of ${flow.from}: it does not heal by itself`,
  },
  {
    name: 'promise burns slowly',
    severity: ticket,
    applies: (subject) => keeps(subject) && carriesBurnRate(subject),
    figures: (subject) => [lateAge(subject), ...figuresOf(ticketBurn())],
    condition: (_, [age = '', ...shown]) =>
      `delivered later than ${age}: error budget burns ${burnText(shown)}`,
    signals: (subject) => [burn(subject, [ticketBurn()])],
    action: ({ target }) => `compare peak and limit of ${target.id} with the plan`,
  },
];

function limitSignals(subject: FlowCase): readonly AlertCondition[] {
  const use = limitUse(subject);
  return use === undefined ? [] : [use];
}

function isOverdrawn({ flow }: FlowCase): boolean {
  return isExceeded(flow) && (bindingOf(flow)?.use.value ?? 0) > 1;
}

/** A rule that always fires is left out, as is one that never can. */
function isLimitWorthARule({ flow, style, called }: FlowCase): boolean {
  const demand = bindingOf(flow);
  if (demand === undefined || style === 'run' || demand.use.value > 1) return false;
  const isQuota = (limitOf(demand, called)?.windowSeconds ?? 0) >= defaults.silenceLong;
  return isQuota || demand.use.value >= defaults.noticeableUse;
}
