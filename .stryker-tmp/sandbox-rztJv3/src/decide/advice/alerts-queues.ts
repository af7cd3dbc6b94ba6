// @ts-nocheck
import { page, ticket, type AlertKind } from './alert-kind.ts';
import {
  burnFactor,
  burnShortWindow,
  burnWindow,
  carriesBurnRate,
  comparedBy,
  lateAge,
  missingShare,
  savingNeeded,
  silence,
  unservedShare,
  usedShare,
} from './alert-figures.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { present, standard } from './figures.ts';
import {
  bindingOf,
  eventOf,
  isConfirmed,
  isExceeded,
  isRepeatHarmful,
  limitOf,
  type FlowCase,
} from './subject.ts';

const isQueued = ({ style }: FlowCase): boolean => style === 'queued' || style === 'poll';
const fits = ({ flow }: FlowCase): boolean => !isExceeded(flow);
const keeps = (subject: FlowCase): boolean =>
  isQueued(subject) && fits(subject) && subject.flow.expires === undefined;
const lasting = (): ReturnType<typeof standard> =>
  standard('alertFor', 'Shorter excursions heal before somebody has read the message.', 's');

/** Rules of flows behind a queue; a poll is one of them from its cursor on. */
export const queueAlerts: readonly AlertKind[] = [
  {
    name: 'late',
    severity: page,
    applies: (subject) => keeps(subject) && !carriesBurnRate(subject),
    figures: (subject) => [lateAge(subject), lasting()],
    condition: (_, [age = '', time = '']) => `oldest waiting older than ${age} for ${time}`,
    action: ({ target }) => `breaker open: call ${target.id}; closed: restart the worker`,
  },
  {
    name: 'promise burns',
    severity: page,
    applies: (subject) => keeps(subject) && carriesBurnRate(subject),
    figures: (subject) => [lateAge(subject), burnFactor(), burnWindow(), burnShortWindow()],
    condition: (_, [age = '', factor = '', long = '', short = '']) =>
      `delivered later than ${age}: error budget burns ${factor}x over ${long} and ${short}`,
    action: ({ target }) => `breaker open: call ${target.id}; closed: compare send rate and limit`,
  },
  {
    name: 'stale items dropped',
    severity: page,
    applies: (subject) => isQueued(subject) && fits(subject) && subject.flow.expires !== undefined,
    figures: (subject) => [unservedShare(subject), lasting()],
    condition: ({ target }, [part = '', time = '']) =>
      `over ${part} expired for ${time} while ${target.id} answers`,
    action: ({ target }) =>
      `rate at the limit: ask ${target.id} for more; below: restart the worker`,
  },
  {
    name: 'silence',
    severity: (subject) => (silence(subject).value >= defaults.silenceLong ? 'ticket' : 'page'),
    applies: (subject) => subject.style !== 'run',
    figures: (subject) => [silence(subject)],
    condition: (subject, [quiet = '']) => `dead-man: ${silentSign(subject)} for ${quiet}`,
    action: (subject) => silentAction(subject),
  },
  {
    name: 'second effect',
    severity: page,
    // Where a comparison runs, it is the comparison that finds the second effect.
    applies: (subject) =>
      subject.style !== 'run' && isHarmDeclared(subject) && subject.flow.reconcile === undefined,
    figures: () => [],
    condition: ({ target }) => `${target.id} shows two effects of one key`,
    action: () => 'pause, find the key in the log, undo by hand',
  },
  {
    name: 'books disagree',
    severity: page,
    applies: ({ flow }) => flow.reconcile !== undefined,
    figures: (subject) => present(subject.flow.reconcile, comparedBy(subject)),
    condition: ({ flow }, [every = '', by]) =>
      `missing or twice in ${flow.to}; compared every ${every}${by === undefined ? '' : `, by ${by}`}`,
    action: ({ flow }) => `send what ${flow.to} lacks; undo doubles by hand`,
  },
  {
    name: 'token renewal fails',
    severity: page,
    applies: ({ called }) =>
      called.some(({ auth }) => auth.renewal !== undefined || auth.rotatingRefreshToken),
    figures: () => [
      standard('renewalFailures', 'One failure is retried before the old token ends.'),
    ],
    condition: (subject, [failures = '']) =>
      `${failures} renewals for ${renewing(subject)} failed in a row`,
    action: (subject) =>
      hasConsent(subject)
        ? `read the store again, else ask for consent anew`
        : `check the client's secret at ${renewing(subject)}`,
  },
  {
    name: 'limit nearly used',
    severity: ticket,
    applies: isLimitWorthARule,
    figures: (subject) => [usedShare(subject)],
    condition: ({ flow }, [used = '']) => `over ${used} of "${bindingOf(flow)?.label ?? ''}" used`,
    action: ({ flow }) => `find new callers; ask ${bindingOf(flow)?.system ?? flow.to} for more`,
  },
  {
    name: 'saving too small',
    severity: ticket,
    applies: (subject) => !fits(subject) && (bindingOf(subject.flow)?.use.value ?? 0) > 1,
    figures: (subject) => [savingNeeded(subject)],
    condition: ({ flow }, [saved = '']) =>
      `calls saved today under ${saved}, what "${bindingOf(flow)?.label ?? ''}" demands`,
    action: ({ flow }) =>
      `park the overflow until the reset; tell the owner of ${flow.from} what stays undone`,
  },
  {
    name: 'unconfirmed',
    severity: ticket,
    applies: (subject) => isQueued(subject) && isConfirmed(subject),
    figures: () => [missingShare(), lasting()],
    condition: (_, [part = '', time = '']) => `over ${part} of the calls unconfirmed for ${time}`,
    action: ({ target }) => `ask ${target.id}; send nothing again`,
  },
  {
    name: 'set aside',
    severity: ticket,
    applies: ({ style, flow }) => style !== 'waiting' && flow.deadLetter.none === undefined,
    figures: () => [],
    condition: () => 'any dead letter',
    action: () => 'read the reason, mend, redrive',
  },
];

function isHarmDeclared({ flow }: FlowCase): boolean {
  return isRepeatHarmful(flow) && flow.duplicate.source.kind === 'declared';
}

/** A rule that always fires is left out, as is one that never can. */
function isLimitWorthARule({ flow, style, called }: FlowCase): boolean {
  const demand = bindingOf(flow);
  if (demand === undefined || style === 'run' || demand.use.value > 1) return false;
  const isQuota = (limitOf(demand, called)?.windowSeconds ?? 0) >= defaults.silenceLong;
  return isQuota || demand.use.value >= defaults.noticeableUse;
}

/** Whether a person once agreed; a client that logs in for itself has nobody to ask. */
function hasConsent({ called }: FlowCase): boolean {
  return !called.some(
    ({ auth }) => auth.renewal !== undefined && /client credentials/.test(auth.method.value),
  );
}

function renewing({ called }: FlowCase): string {
  const found = called.find(({ auth }) => auth.renewal !== undefined || auth.rotatingRefreshToken);
  return found?.id ?? '';
}

function silentSign({ style, flow }: FlowCase): string {
  if (style === 'poll') return `no poll of ${flow.from} succeeded`;
  if (style === 'waiting') return `no ${eventOf(flow)} at all`;
  return `no ${eventOf(flow)} from ${flow.from}`;
}

function silentAction({ style, flow, source }: FlowCase): string {
  if (style === 'waiting') return `is ${flow.from} up, does it call us?`;
  if (style === 'poll') return `does the poller run, does ${flow.from} answer?`;
  return source.webhook === undefined
    ? `are ${flow.from} and its relay up?`
    : `is our subscription active?`;
}
