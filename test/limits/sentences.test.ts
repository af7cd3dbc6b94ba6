import { describe, expect, it } from 'vitest';

import { limitsIn, short } from './read.ts';

/** What is said, and every limit that it states, in its order. */
const stated: readonly (readonly [string, ...string[]])[] = [
  // An amount in a window.
  ['The rate limit is 60 requests per minute.', '60 per 60'],
  ['We allow at most 5 transactions per second per account.', '5 per 1'],
  ['Each key is limited to 1,000 calls an hour.', '1000 per 3600'],
  ['Clients are throttled at 100 calls/minute.', '100 per 60'],
  ['Rate limit: 25 req/s', '25 per 1'],
  ['Rate limit: 10/s', '10 per 1'],
  ['Rate limit: 750/m', '750 per 60'],
  ['Rate limit: 1/3s per account', '1 per 3'],
  ['Rate limits: 200/day; 20/minute', '200 per 86400', '20 per 60'],
  ['You may send up to 20 requests every minute.', '20 per 60'],
  ['The quota allows 15 queries every 15 minutes.', '15 per 900'],
  ['You can make 300 requests within a 5 minute window.', '300 per 300'],
  ['No more than 40 requests in any rolling 10 second period are accepted.', '40 per 10'],
  ['Requests are limited to 3 within any 3 consecutive seconds.', '3 per 3'],
  ['The limit is 500 requests over a sliding window of 60 seconds.', '500 per 60'],
  ['There is a limit of 10 requests per 100 milliseconds.', '10 per 0.1'],
  ['At most 90 requests per half hour are permitted.', '90 per 1800'],
  [
    'The API accepts no more than 12 calls per fortnight or 6 calls per week.',
    '12 per 1209600',
    '6 per 604800',
  ],
  [
    'A maximum of 10,000 requests per calendar month is included in the quota.',
    '10000 per 2592000',
  ],
  ['The limit is 2 requests per 24h.', '2 per 86400'],
  ['Our limit: 1 request per 500ms', '1 per 0.5'],
  // Figures.
  ['The rate limit is 10k requests per day.', '10000 per 86400'],
  ['The rate limit is 1.5k requests per hour.', '1500 per 3600'],
  ['The quota is 2 million requests per month.', '2000000 per 2592000'],
  ['The quota is 1M requests/month.', '1000000 per 2592000'],
  ["The rate limit is 5'000 requests per hour.", '5000 per 3600'],
  ['The rate limit is 2 500 requests per hour.', '2500 per 3600'],
  ['The rate limit is 1.000 requests per hour.', '1000 per 3600'],
  ['The rate limit is 0.5 requests per second.', '0.5 per 1'],
  ['The rate limit is 0.0167 requests per second.', '0.0167 per 1'],
  ['The rate limit is five requests per ten seconds.', '5 per 10'],
  ['The rate limit is twenty-five requests per minute.', '25 per 60'],
  ['The rate limit is two hundred requests per minute.', '200 per 60'],
  ['The rate limit is 240 (two hundred forty) requests per minute.', '240 per 60'],
  ['The rate limit is one (1) request per second.', '1 per 1'],
  ['You are limited to one call every thirty minutes.', '1 per 1800'],
  ['The rate limit is 5-10 requests per second.', '5 per 1'],
  // Several at once.
  [
    'A maximum of 500 requests per minute and 3600 requests per hour are allowed.',
    '500 per 60',
    '3600 per 3600',
  ],
  ['The limit is 60 requests per minute and 1,000 per hour.', '60 per 60', '1000 per 3600'],
  [
    'Limits: 10 requests per second, 500 per minute and 20,000 per day.',
    '10 per 1',
    '500 per 60',
    '20000 per 86400',
  ],
  [
    'Partners may place up to 7,200 calls an hour (120 calls per minute).',
    '7200 per 3600',
    '120 per 60',
  ],
  // Nouns, and what stands between them and the window.
  ['Only 10 unique requests are allowed per day.', '10 per 86400'],
  [
    'Only 12 addresses may be created per 60 seconds, in addition to the usual rate limit.',
    '12 per 60',
  ],
  [
    'Up to 4 requests to this endpoint from the same IP address are accepted per second.',
    '4 per 1',
  ],
  ['Only 5 `GET` requests to the `/v2/keys` endpoint can be made per 60 seconds.', '5 per 60'],
  ['You are limited to sending 50 invitations to a project per 24 hour period.', '50 per 86400'],
  ['Customers are limited to one successful bulk import per 24 hours.', '1 per 86400'],
  ['Requests are limited to 2 per second on every plan.', '2 per 1'],
  ['Lookups are throttled to 30 per second.', '30 per 1'],
  ['This operation is throttled at 30 transactions per second (TPS).', '30 per 1'],
  ['Tagging is limited to 10 TPS per account.', '10 per 1'],
  ['Maximum: 50 QPS', '50 per 1'],
  ['The rate limit is 120 RPM.', '120 per 60'],
  // Times.
  ['This method may be called up to 20 times per minute.', '20 per 60'],
  ['This method may be called once an hour.', '1 per 3600'],
  ['There is a rate limit of only twice per user in a 24 hour time frame.', '2 per 86400'],
  ['You cannot call it for the same pool more than once every 30 seconds.', '1 per 30'],
  ['A card can only be checked 3 times in 24 hours.', '3 per 86400'],
  ['Do not call this more than once per second or it will be throttled.', '1 per 1'],
  ['It should not be called at a combined rate higher than once per second.', '1 per 1'],
  ['Recommendations may be refreshed up to three times daily.', '3 per 86400'],
  ['You cannot:\n\n* scale more than ten times per rolling 24-hour period', '10 per 86400'],
  // Acts of a caller, and no more of them.
  ['At most 60 contacts can be created per minute.', '60 per 60'],
  ['You can create up to 60 contacts per minute.', '60 per 60'],
  ['You can generate a maximum of one report every 30 minutes.', '1 per 1800'],
  ['You may add a maximum of 100 groups in one account per day.', '100 per 86400'],
  ['Up to 40 users can be invited per hour.', '40 per 3600'],
  ['Each shard can take writes of up to 1,000 records per second.', '1000 per 1'],
  // What a caller or a plan has.
  ['Every tenant gets 100 requests per minute.', '100 per 60'],
  ['Your plan includes 5,000 calls a day.', '5000 per 86400'],
  [
    'Free plan: 100 requests per day. Pro plan: 10k requests per day.',
    '100 per 86400',
    '10000 per 86400',
  ],
  ['Free: 10 requests per minute', '10 per 60'],
  // The window first, or as an adjective.
  ['Maximum number of requests per minute: 20', '20 per 60'],
  ['Maximum number of requests per minute: 20 (free) / 80 (premium)', '20 per 60', '80 per 60'],
  ['The number of calls per hour is limited to 500.', '500 per 3600'],
  ['Requests per second per key: max 7', '7 per 1'],
  ['The daily quota is 10,000 requests.', '10000 per 86400'],
  ['Hourly limit: 300', '300 per 3600'],
  ['The per-minute rate limit is 90.', '90 per 60'],
  ['There is a daily limit of **6** requests per account.', '6 per 86400'],
  ['Your monthly API quota is 50,000 calls.', '50000 per 2592000'],
  ['You are limited to 1000 requests daily.', '1000 per 86400'],
  ['You are limited to 500 daily API calls.', '500 per 86400'],
  ['Each minute you may send 60 requests.', '60 per 60'],
  ['Within any 5 minutes you may make up to 100 requests.', '100 per 300'],
  // A pause between calls.
  ['Wait at least 5 seconds between requests, or you will be throttled.', '1 per 5'],
  ['Wait at least 60 seconds between consecutive RefreshThings API requests.', '1 per 60'],
  ['There must be a gap of at most 2 seconds between calls under the rate limit.', '1 per 2'],
  // At once.
  ['At most 10 concurrent requests are allowed.', '10 at once'],
  ['The maximum of 5 parallel downloads per user has been met.', '5 at once'],
  ['Only two simultaneous connections per key are permitted.', '2 at once'],
  ['Uploads have a concurrency limit of 4.', '4 at once'],
  ['Maximum concurrent requests: 8', '8 at once'],
  ['The rate limit allows 3 requests at the same time.', '3 at once'],
  ['Exports are limited to five concurrently running exports.', '5 at once'],
  ['We allow 2 parallel requests per user.', '2 at once'],
  ['2 parallel requests per user', '2 at once'],
  ['Every account can run up to 5 export jobs concurrently.', '5 at once'],
  ['Up to five clone operations of a given source can be run in parallel.', '5 at once'],
  ['Builds are limited to one concurrent build per repository.', '1 at once'],
  ['The concurrent bulk job limit per tenant is 5.', '5 at once'],
  // Points and bytes.
  ['Each call costs 5 points; you have 1000 points per minute.', '1000 points per 60'],
  ['The limit is 1,000 points per minute.', '1000 points per 60'],
  ['Rate limit: 40 cost units per second', '40 points per 1'],
  ['The rate limit is 10 MB per second.', '10000000 bytes per 1'],
  ['Downloads are throttled to 2 GiB per day.', '2147483648 bytes per 86400'],
  // Under a heading, after a lead, in a list.
  ['## Rate limits\n\nYou get 30 requests per minute.', '30 per 60'],
  ['**Throttling**\n\nEvery key has 30 calls per minute.', '30 per 60'],
  ['Rate limits\n-----------\n\nFree keys get 30 requests per minute.', '30 per 60'],
  [
    'These rate limits apply:\n\n* Sandbox sites: 400 requests/min.\n* Live sites: 1,000 requests/min.',
    '400 per 60',
    '1000 per 60',
  ],
  [
    'You can perform a maximum of:\n\n1. 240 requests per minute\n2. 8 requests per second',
    '240 per 60',
    '8 per 1',
  ],
  ['Rate limits:<br>Burst: `3/s`<br>Steady: `60/m`', '3 per 1', '60 per 60'],
  ['<h3>Rate limits</h3><p>We accept <b>15 requests</b> per second.</p>', '15 per 1'],
  ['<ul><li>Limit of 15 requests per second</li></ul>', '15 per 1'],
  [
    'The *rate&nbsp;limit* is `90`&nbsp;requests per [minute](https://limits.example/minute).',
    '90 per 60',
  ],
  ['(If that is too few, send batches.) At most 155 requests per second are allowed.', '155 per 1'],
  // A limit that the text gives an example of all the same.
  ['If you send more than 100 requests per minute, they are rejected with 429.', '100 per 60'],
  ['The limit was raised from 100 to 200 requests per minute.', '200 per 60'],
];

/** What only looks like a limit on calls. */
const others: readonly string[] = [
  // Sizes.
  'Each response holds at most 100 results per page.',
  'Up to 100 tags may be set on each request.',
  'The maximum page size is 250 items per request.',
  'Files of up to 12 MB may be uploaded.',
  'A list holds no more than 50 entries.',
  'A batch takes up to 500 records per call.',
  // Business.
  'There can be at most 10 opening periods per day.',
  'Payments are settled within 2 business days.',
  'The price is $5 per month for 3 seats.',
  'Employees work up to 40 hours per week.',
  'A voucher gives 10 percent per month.',
  'Provisioning requests are processed within 24 hours.',
  'Accounts may have one outstanding request at any time.',
  'An order can hold up to 20 lines.',
  'Only one coupon can be used at a time.',
  'The first 300 requests per month are free.',
  'Up to 100 users can work per day.',
  'Shops take up to 500 payments per day.',
  'Our users create up to 60 contacts per minute.',
  // Physics and media.
  'The video has up to 30 frames per second.',
  'The line carries up to 100 megabits per second.',
  'The vehicle may go up to 50 km/h.',
  'Audio is sampled at most 48000 samples per second.',
  // What a service does by itself.
  'The cache is reset once every hour.',
  'Statistics are generated once a day.',
  'Data is refreshed at least once every 24 hours.',
  'The file is updated no more than 1 time per day.',
  'You can schedule the job to run once per minute.',
  'Poll this address once every 30 seconds until the job is done.',
  'You can poll for the result twice a minute.',
  'We recommend to wait 5 seconds between calls.',
  'We retry a failed delivery up to 5 times within 24 hours.',
  'Webhooks are redelivered up to 10 times per day.',
  'Our network serves 5 million requests per day.',
  'The index handles about 100 queries per second.',
  // Lifetimes and dates.
  'The token expires after 30 days.',
  'Results are kept for 7 days and 12 hours.',
  'Ask for up to a 48 hour window of time in one request.',
  'The export covers 3 years at most.',
  'Available 24/7, in 2 regions.',
  'The date is 10/12/2024.',
  // Examples.
  'For example, an endpoint with 800 requests per minute accepts up to 800 requests in one minute.',
  'If you made, for instance, 41 requests per second, the limit would be exceeded.',
  'A busy site could make 4,000 requests within one minute.',
  '```\nX-Limit: 60 requests per minute\n```',
  // The past.
  'Previously the limit was 100 requests per minute.',
  'The quota of five requests per second has been removed.',
  '## Changelog\n\nThe rate limit is now 50 requests per minute.',
  // No figure, no window, no limit.
  'Requests are rate limited.',
  'There is no rate limit.',
  'Health checks are never throttled.',
  'Too many requests in a short time are answered with 429.',
  'The rate limit depends on your plan.',
  'If you call it more than once every 10 minutes, you create many versions.',
  'Clients should call this endpoint once a day.',
  'Rate limit: 50% of the quota per hour.',
  'Requests with more than 1,000 hits every five minutes match the rule.',
];

describe('sentences of an introduction', () => {
  it.each(stated.map(([text, ...limits]) => ({ text, limits })))(
    'states $limits: $text',
    ({ text, limits }) => {
      expect(limitsIn(text).map(short)).toEqual(limits);
    },
  );

  it.each(others)('states no limit: %s', (text) => {
    expect(limitsIn(text).map(short)).toEqual([]);
  });
});
