import type { PlannedAlert, PlannedSeries } from './alert.ts';
import type { Decision } from './decision.ts';
import type { PlannedFlow } from './flow.ts';
import type { PlannedSystem } from './system.ts';
import type { Verdict } from './verdict.ts';

/** What was decided for one integration: the only thing that emitters see. */
export interface Plan {
  readonly name: string;
  /** Name of the file; all paths of the plan are relative to its folder. */
  readonly file: string;
  readonly description?: string;
  readonly owner?: string;
  readonly settings: Settings;
  readonly systems: readonly PlannedSystem[];
  readonly flows: readonly PlannedFlow[];
  /** The worst verdict of the flows. */
  readonly verdict: Decision<Verdict>;
  readonly compliance: PlannedCompliance;
  readonly advice: Advice;
  /** Options of the user's prettier configuration. */
  readonly prettier?: Readonly<Record<string, unknown>>;
  /** Packages that the package.json of the output's project needs and the runtime has an adapter for. */
  readonly packages?: readonly string[];
}

/** What holds for every system and flow. */
export interface Settings {
  /** Seconds. */
  readonly outage: Decision<number>;
  /** Share of a limit that is planned for. */
  readonly utilisation: Decision<number>;
  /** Seconds. */
  readonly jitter: Decision<number>;
  readonly instances: Decision<number>;
  readonly limiterStore: Decision<'memory' | 'redis' | 'postgres'>;
  /** Where secrets are kept, in words: `environment reference`, `AWS Secrets Manager`. */
  readonly secretStore: Decision<string>;
  /** `Amazon SQS`; where the file names a cloud. */
  readonly cloudQueue?: Decision<string>;
  /** `Amazon EventBridge Scheduler` */
  readonly cloudScheduler?: Decision<string>;
  readonly timezone: Decision<string>;
  /** Share delivered within the promise. */
  readonly slo: Decision<number>;
}

export interface PlannedCompliance {
  readonly data: readonly string[];
  readonly residency?: string;
  readonly exclude: readonly string[];
  readonly redact: readonly string[];
  readonly frameworks: readonly string[];
  readonly rules: readonly string[];
  readonly decisions: readonly Decision[];
}

/** What stands in the document beside the figures; each text is finished and holds only figures of the plan. */
export interface Advice {
  /** Ordered, the largest risk first. */
  readonly checklist: readonly ChecklistItem[];
  readonly assumptions: readonly Assumption[];
  readonly alerts: readonly PlannedAlert[];
  readonly metrics: readonly string[];
  /** Series that are worth a picture besides those that the alerts read. */
  readonly series: readonly PlannedSeries[];
  readonly failureModes: readonly FailureMode[];
  readonly risks: readonly Risk[];
  readonly phases: readonly Phase[];
  /** What somebody on call reads first: the most endangered flow. */
  readonly onCall: readonly OnCallNote[];
  /** The same for every flow, in the order of danger. */
  readonly onCallByFlow: readonly {
    readonly flow: string;
    readonly notes: readonly OnCallNote[];
  }[];
  /** The figures that only the advice needs: thresholds and windows of alerts. */
  readonly figures: readonly Decision[];
}

export interface ChecklistItem {
  readonly text: string;
  /** Who does it, or what cannot start before it. */
  readonly gate: string;
  /** The output does not contain it. */
  readonly byHand: boolean;
}

export interface Assumption {
  /** Id of the decision that rests on it. */
  readonly decision: string;
  readonly assumed: string;
  readonly ifWrong: string;
}

export interface FailureMode {
  readonly failure: string;
  readonly detection: string;
  readonly mitigation: string;
  readonly byHand: boolean;
}

export interface Risk {
  readonly component: string;
  readonly why: string;
  readonly proof: string;
}

export interface Phase {
  readonly name: string;
  readonly exit: string;
}

export interface OnCallNote {
  /** `What breaks`, `Ours or theirs`, `Pause, resume, replay`, `Heals by itself`, `Wake`. */
  readonly topic: string;
  readonly text: string;
}
