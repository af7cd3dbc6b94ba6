// @ts-nocheck
import { figure } from '../../plan/figure.ts';
import type { Phase, Risk } from '../../plan/plan.ts';
import { eventOf, isFile, type FlowCase } from './subject.ts';

/** The order of work: the largest risk first, each step with a check that can be run. */
export function phasesOf(cases: readonly FlowCase[], risks: readonly Risk[]): readonly Phase[] {
  const [first] = cases;
  if (first === undefined) return [];
  const [risk] = risks;
  return [
    ...(risk === undefined ? [] : [{ name: 'Risks', exit: 'each proof above passed' }]),
    build(first),
    { name: 'Outage drill', exit: drill(first) },
    { name: 'Go live', exit: `each alert fired once; ${trial(first)}` },
  ];
}

function build({ style, flow, source, target }: FlowCase): Phase {
  if (style === 'waiting') {
    return {
      name: `Call ${target.id} with fallback`,
      exit: `a stub as slow as declared gives every caller an answer within ${flow.waiting === undefined ? 'the target' : figure(flow.waiting.total)}`,
    };
  }
  if (style === 'run') {
    return isFile(target)
      ? {
          name: 'Staging, ledger, upload',
          exit: `two starts of one run leave one file at ${target.id}`,
        }
      : { name: 'Job', exit: `a run that is started twice has one effect at ${target.id}` };
  }
  if (style === 'poll') {
    return {
      name: `Cursor and worker`,
      exit: `a restart in mid-page loses no ${source.id} item and repeats none`,
    };
  }
  return {
    name: `${source.webhook === undefined ? 'Relay' : 'Receiver'}, store, worker`,
    exit: `one ${eventOf(flow)} sent twice has one effect`,
  };
}

function drill(subject: FlowCase): string {
  const { style, flow, target } = subject;
  const outage = `${target.id} blocked for ${figure(flow.outage)}`;
  if (style === 'waiting') {
    return `${outage}: every caller gets "${flow.waiting?.answer.value ?? ''}" in time, none twice`;
  }
  if (style === 'run') return `${outage} inside the window: ${inTime(subject)}`;
  if (flow.expires !== undefined)
    return `${outage}: nothing older than ${figure(flow.expires)} is sent`;
  const backlog = flow.backlog === undefined ? '' : ` at the peak`;
  const drained =
    flow.drain === undefined || flow.drain.value === null || flow.drain.value < 1
      ? 'nothing lost, nothing twice'
      : `drained in ${figure(flow.drain)}, nothing lost`;
  return `${outage}${backlog}: ${drained}`;
}

function inTime({ flow, target }: FlowCase): string {
  const deadline = flow.timetable?.deadline;
  const delivered = deadline === undefined ? 'delivered' : `delivered before ${figure(deadline)}`;
  return isFile(target) ? `${delivered}, same hash` : delivered;
}

function trial({ style, flow, target }: FlowCase): string {
  if (flow.reconcile !== undefined) return `${flow.from} and ${target.id} agree`;
  if (style === 'run') return 'one run beside the old way, equal totals';
  return `the first ${eventOf(flow)} checked by hand`;
}
