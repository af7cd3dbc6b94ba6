import { expect, it } from 'vitest';

import { planOf } from '../plan-of.ts';

const text = (tenants: string, auth: string): string => `
integration: contacts
systems:
  app: { description: our app, owned: true }
  crm:
    description: accounts of our customers${tenants === '' ? '' : `\n    ${tenants}`}
    auth: { type: oauth2, grant: authorization_code, authorization_url: "https://crm.example/authorize", token_url: "https://crm.example/token", client_id: CRM_CLIENT, client_secret: CRM_SECRET, refresh_token: rotating, scopes: [contacts]${auth} }
    limits: [10/s]
flows:
  - { from: app, changes: contacts, to: crm, data: a contact, do: upsert contact, duplicate: harmless }
`;

it.each([
  [
    '400 accounts',
    'tenants: { count: 400, what: organisation }',
    ', token_lifetime: 30m, consent: 90d',
    [67, 400 / 90],
  ],
  [
    'a token that outlives no outage',
    'tenants: { count: 400, what: organisation }',
    ', token_lifetime: 4m',
    [400, undefined],
  ],
  [
    'accounts that nobody counted',
    'tenants: { count: unknown, what: organisation }',
    ', consent: 90d',
    [undefined, undefined],
  ],
  ['one account', '', ', token_lifetime: 30m, consent: 90d', [undefined, undefined]],
])('tells the work of consents and renewals for %s', async (_name, tenants, ...rest) => {
  const [auth, [due, aDay]] = rest;
  const { decisions } = await planOf(text(tenants, auth));
  expect(decisions.get('systems.crm.auth.due-after-outage')?.value).toBe(due);
  const consents = decisions.get('systems.crm.auth.consents-a-day')?.value;
  if (aDay === undefined) expect(consents).toBeUndefined();
  else expect(consents).toBeCloseTo(aDay);
});
