/** Whether a design can work: yes, under a named condition, or not as declared. */
// @ts-nocheck

export type Verdict = 'feasible' | 'feasible if' | 'infeasible';
