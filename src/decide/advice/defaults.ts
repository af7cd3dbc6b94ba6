/** What the advice assumes where nobody says otherwise; each becomes a decision of the plan under its name. */
export const adviceDefaults = {
  /** Burn rate of the SRE workbook for a budget of 30 days, its long and its short window in seconds. */
  burnFactor: 14.4,
  burnWindow: 3600,
  burnShortWindow: 300,
  /** The slower burn that pages too, and the one that is worth a ticket. */
  burnFactorSlow: 6,
  burnWindowSlow: 21_600,
  burnShortWindowSlow: 1800,
  burnFactorTicket: 1,
  burnWindowTicket: 259_200,
  burnShortWindowTicket: 21_600,
  /** Failures that a burn alert must rest on within its short window. */
  burnEvents: 10,
  /** Seconds that a condition must last before it is reported. */
  alertFor: 300,
  /** Seconds over which events are counted where traffic is low. */
  countWindow: 600,
  /** Seconds over which the use of a limit with a short window is averaged: several readings of the metrics. */
  averageWindow: 300,
  /** Seconds of a day, over which what is saved is counted. */
  savingWindow: 86_400,
  /** Share of callers without an answer in the window that is worth waking somebody, and the least number. */
  refusedShare: 0.1,
  refusedFloor: 5,
  /** Share of the budget of retries that second attempts may take before somebody looks. */
  retryNotice: 0.5,
  /** Mean gaps between events that pass before silence is suspicious, and its bounds in seconds. */
  silentGaps: 20,
  silenceFloor: 600,
  silenceCeiling: 3600,
  silenceLong: 86_400,
  /** Thresholds of age and silence are whole multiples of so many seconds. */
  thresholdStep: 60,
  /** Share by which the count of a run may differ from the run before. */
  runChange: 0.1,
  /** Share of calls that may lack their confirmation. */
  unconfirmedShare: 0.1,
  /** Intervals that a poll or a schedule may miss. */
  missedIntervals: 3,
  /** Intervals after which a comparison is overdue. */
  comparisons: 2,
  /** Token renewals that may fail in a row. */
  renewalFailures: 2,
  /** Seconds after which a secret is changed, and in which old and new are both valid. */
  rotationPeriod: 7_776_000,
  rotationOverlap: 604_800,
  /** Seconds before the end of a certificate. */
  certificateWarning: 2_592_000,
  /** Share of a limit from which its use is worth a rule. */
  noticeableUse: 0.5,
  /** Seconds by which a clock with summer time may be apart from the one on which something was noted. */
  summerTime: 3600,
} as const;
