import type { Plan } from '../../src/plan/plan.ts';
import { code, markdown } from './escape.ts';
import { fit } from './fit.ts';
import { linesOf, type Section } from './section.ts';
import { authentication } from './sections/authentication.ts';
import { connection } from './sections/connection.ts';
import { demand } from './sections/demand.ts';
import { diagram } from './sections/diagram.ts';
import { endpoints } from './sections/endpoints.ts';
import { errors } from './sections/errors.ts';
import { idempotency } from './sections/idempotency.ts';
import { observability } from './sections/observability.ts';
import { onCall } from './sections/on-call.ts';
import { pattern } from './sections/pattern.ts';
import { twoWay } from './sections/two-way.ts';
import { verdict } from './sections/verdict.ts';
import {
  assumptions,
  checklist,
  compliance,
  failureModes,
  phases,
  risks,
} from './sections/work.ts';
import { subjectOf, type Subject } from './subject.ts';

/** What the template prints: nothing is left to decide. */
export interface View {
  readonly title: string;
  /** The lines of each section, its heading first. */
  readonly sections: readonly (readonly string[])[];
}

/** Room for title, and for the note that says what was left out. */
const bounds = { comfortable: 800, most: 894 };

const sections: readonly ((subject: Subject) => Section)[] = [
  verdict,
  onCall,
  pattern,
  twoWay,
  endpoints,
  connection,
  diagram,
  demand,
  authentication,
  errors,
  idempotency,
  observability,
  failureModes,
  risks,
  phases,
  checklist,
  assumptions,
  compliance,
];

/** The document of a plan, with as much as fits. */
export function viewOf(plan: Plan): View {
  const subject = subjectOf(plan);
  const fitted = fit(
    sections.map((section) => section(subject)),
    bounds,
  );
  const note = fitted.shortened.length === 0 ? [] : [[`More: ${code('plan.json')}.`]];
  return {
    title: markdown(plan.name),
    sections: [...fitted.sections.map(printed).filter((lines) => lines.length > 0), ...note],
  };
}

function printed({ title, parts }: Section): readonly string[] {
  const blocks = parts.map(linesOf).filter((lines) => lines.length > 0);
  if (blocks.length === 0) return [];
  const body = blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
  return title === '' ? body : [`## ${title}`, '', ...body];
}
