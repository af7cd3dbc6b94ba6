/** What is decided where nobody says otherwise; times in seconds, sizes in bytes, shares from 0 to 1. */
export const defaults = {
  /** Traffic of a flow. */
  volumePerDay: 30_000,
  peakFactor: 5,
  peakFactorOfRates: 1,
  peakLasts: 3600,
  itemSize: 2000,
  /** Calls that one item costs where nothing says that items share one, and that no item causes. */
  callsPerItem: 1,
  callsBesideEvents: 0,
  /** Calls of a clock's round that a window too short for two of them may hold. */
  callsOfRound: 1,
  /** Promise of a flow, and our own share of it where a caller waits. */
  latencyTarget: 30,
  ownShare: 0.1,
  /** Pause between the two attempts of a waiting caller, at most. */
  waitingPause: 0.05,
  /** What a waiting caller gets when there is no answer in time. */
  answer: 'typed Unavailable',
  /** Least time between two polls, and the share of a limit that polls may take beside other calls. */
  pollFloor: 60,
  pollShare: 0.2,
  /** Entries that one page of a listing is taken to hold. */
  pageSize: 100,
  /** Timetable of a run. */
  prepareMost: 600,
  prepareShare: 10,
  confirmMost: 1800,
  confirmShare: 4,
  lastMomentShare: 12,
  attemptShare: 36,
  attemptLeast: 60,
  attemptMost: 900,
  /** How long the rate rises after an outage, at most. */
  rampMost: 30,
  /** Net under events. */
  reconcileShare: 4,
  reconcileLeast: 300,
  reconcileMost: 86_400,
  reconcileNeverRedelivered: 900,
  /** Queue: rates that the embedded store and one database carry. */
  sqliteMost: 500,
  postgresMost: 2000,
  /** Retries of the queue. */
  queueRetryBase: 1,
  queueRetryFactor: 2,
  queueRetryCap: 60,
  queueRetryEarly: 2,
  queueRetryLateCap: 900,
  queueRetryQuota: 0.1,
  queueHorizonLeast: 86_400,
  queueHorizonMost: 604_800,
  /** Endpoints of others: pauses of Standard Webhooks, and the part of them that hangs. */
  deliverySchedule: [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
  deliveryHanging: 0.05,
  endpointWord: 'endpoint',
  /** Connections that we hold: how often one may connect, silence that ends one, and when the next one is opened. */
  connects: 1,
  deadAfter: 60,
  overlapMost: 60,
  overlapShare: 10,
  /** Two-way: how our own writes are recognised, and what becomes of a field that nobody owns. */
  echo: 'written by our integration user, else the same content hash as last written',
  unownedField: 'review',
  /** Crashes over one item after which it is put aside. */
  poisonCrashes: 5,
  /** What is taken where the file is silent on consequences, order and owner. */
  duplicate: 'does harm',
  loss: 'does harm',
  order: 'none',
  orderOfRuns: 'runs in sequence; one does not overtake a failed one before it',
  /** A key is repeated blindly until so long before the other side forgets it: at most, and as a part of it. */
  retentionReserve: 3600,
  retentionShare: 10,
  owner: 'to be named',
  /** How long event ids and dead letters are kept. */
  inboxKey: 'event id',
  inboxKeep: 604_800,
  inboxKeepBeyondRedelivery: 86_400,
  deadLetterKeep: 1_209_600,
  /** Whether a call may be repeated where nothing is said, and where a second effect is harmless. */
  repeatable: false,
  harmlessRepeat: true,
  /** From here on a waiting caller is better answered later. */
  waitingShareMost: 0.5,
  waitingRateMost: 10,
  /** Attempts that a client usually makes where nobody waits. */
  usualAttempts: 3,
  /** Largest number of calls at a time, whatever a limit allows. */
  concurrencyMost: 64,
  /** What holds for the whole integration. */
  outage: 300,
  utilisation: 0.8,
  jitter: 0.25,
  instances: 1,
  limiterOfOne: 'memory',
  limiterOfSeveral: 'postgres',
  secretStore: "the platform's secret store",
  timezone: 'UTC',
  slo: 0.999,
  /** Our part of a limit. */
  share: 1,
  /** Tenants: what one is, and the part of the volume that the largest has. */
  tenantWord: 'tenant',
  largestTenant: 0.2,
  /** Limits: least jitter that is believed, and the reserve above a demand that comes near a limit. */
  jitterLeast: 0.05,
  jitterReserve: 1.05,
  /** A system whose limits nobody knows. */
  unknownSlots: 2,
  unknownRateLeast: 1,
  unknownRateFactor: 2,
  /** Duration of a call; the slow one is the 99th percentile, 2.33 standard deviations off. */
  latencyP50: 0.3,
  latencyP99: 2,
  deviationsToP99: 2.33,
  /** Time-outs. */
  attemptTimeoutLeast: 1,
  attemptTimeoutFactor: 3,
  beyondLongestCall: 1.1,
  /** Silence of a stream of events: the HTML standard asks systems for a comment every 15 s or so. */
  streamComment: 15,
  streamComments: 4,
  /** Retries of the client. */
  attempts: 3,
  attemptsBehindQueue: 1,
  attemptsOfUnsafe: 1,
  attemptsWaiting: 2,
  secondAttemptWorth: 2,
  retryBase: 0.2,
  retryFactor: 2,
  retryCap: 2,
  retryJitter: 'full',
  retryStatuses: [408, 425, 429, 500, 502, 503, 504],
  retryBudget: 0.1,
  retryBudgetFloor: 3,
  /** Breaker. */
  breakerShare: 0.5,
  breakerCalls: 20,
  breakerWindow: 10,
  breakerFailures: 5,
  breakerFailureAge: 600,
  breakerAmbiguous: 2,
  breakerOpenLeast: 5,
  breakerOpenMost: 30,
  breakerOpenOutage: 10,
  breakerOpenTarget: 4,
  /** How a system says "too fast". */
  throttledStatus: 429,
  /** Tokens. */
  tokenLifetime: 3600,
  renewalMost: 2,
  renewalLeast: 10,
  renewalReserve: 60,
  /** Seconds before a consent lapses at which its person is reminded. */
  consentFirstReminder: 30 * 86_400,
  consentLastReminder: 7 * 86_400,
  /** Token requests under way at once, of all tenants together: nobody documents such a limit. */
  tokenRequests: 4,
  /** Incoming webhooks: scheme, and how long a sender is taken to redeliver. */
  webhookSignature: 'Standard Webhooks',
  webhookRedelivery: 86_400,
} as const;
