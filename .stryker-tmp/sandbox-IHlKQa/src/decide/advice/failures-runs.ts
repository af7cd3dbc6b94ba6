// @ts-nocheck
import { figure } from '../../plan/figure.ts';
import type { FailureKind } from './failure-kind.ts';
import { isConfirmed, isFile, type FlowCase } from './subject.ts';

const isRun = ({ style }: FlowCase): boolean => style === 'run';
const isUpload = (subject: FlowCase): boolean => isRun(subject) && isFile(subject.target);

/** What fails in a run by the clock. */
export const runFailures: readonly FailureKind[] = [
  {
    id: 'line-breaks',
    applies: isUpload,
    mode: ({ target }) => ({
      failure: `the line to ${target.id} breaks during the upload`,
      detection: 'size differs',
      mitigation: 'renamed only after the hash agrees; the same bytes again',
      byHand: true,
    }),
  },
  {
    id: 'sent-twice',
    applies: isRun,
    mode: ({ flow, target }) => ({
      failure: `${target.id} gets the run twice: ${flow.duplicate.value}`,
      detection: isFile(target) ? 'hash in our ledger' : 'run marked done',
      mitigation: isFile(target)
        ? 'one sequence number a run; a sent hash is refused'
        : 'each item is marked when it is done',
      byHand: true,
    }),
  },
  {
    id: 'no-confirmation',
    applies: (subject) => isRun(subject) && isConfirmed(subject),
    mode: ({ flow, target }) => ({
      failure: `${target.id} stays silent after the run`,
      detection: `look-ups every ${flow.timetable?.attemptEvery === undefined ? 'interval' : figure(flow.timetable.attemptEvery)} find nothing`,
      mitigation: `a person calls ${target.id} at ${flow.timetable?.lastSafeMoment === undefined ? 'the deadline' : figure(flow.timetable.lastSafeMoment)}`,
      byHand: true,
    }),
  },
  {
    id: 'late-export',
    applies: isRun,
    mode: ({ source }) => ({
      failure: `${source.id} exports late or not all of it`,
      detection: 'count, control totals',
      mitigation: 'nothing leaves before they agree',
      byHand: true,
    }),
  },
  {
    id: 'overtaken',
    applies: isRun,
    mode: ({ target }) => ({
      failure: 'the next run overtakes a failed one',
      detection: `gap in the sequence at ${target.id}`,
      mitigation: 'later runs wait for the failed one; a person releases them',
      byHand: true,
    }),
  },
  {
    id: 'clock-change',
    applies: (subject) => isRun(subject) && subject.flow.timetable?.deadline !== undefined,
    mode: ({ flow, target }) => ({
      failure: `clocks of ${flow.from} and ${target.id} disagree on the night of the time change`,
      detection: 'run outside its window',
      mitigation: `all times carry their zone (${flow.timetable?.start.value ?? ''}); ${target.id} confirms its own`,
      byHand: true,
    }),
  },
];
