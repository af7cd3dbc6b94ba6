/** Integrations as a user writes them, each of another kind; a pair changes one fact of one of them. */
export const bases = {
  event: `
integration: orders
systems:
  shop:
    description: web shop
    webhook: { signature: standard-webhooks, secret: SHOP_SECRET, redelivers: 3d }
  books:
    description: ledger
    auth: { type: bearer, secret: BOOKS_TOKEN }
    limits: [60/min, { requests: 5000, per: 1d, resets: "00:00 UTC" }, { concurrent: 5 }]
flows:
  - { id: orders, from: shop, on: order.paid, to: books, do: book order, volume: 2000/day, peak: 30/min, latency: 30m, duplicate: booked twice }
`,
  waiting: `
integration: scoring
systems:
  till: { description: our till, owned: true }
  scorer:
    description: scores customers
    auth: { type: bearer, secret: SCORER_TOKEN }
    limits: [10/s]
    latency: { p50: 300ms, p99: 900ms }
    idempotency: [{ header: X-Request-Id, retention: 24h }]
flows:
  - { id: score, from: till, call: score, to: scorer, do: ask score, volume: 20000/day, peak: 4/s, latency: { total: 2s, ours: 150ms }, duplicate: asked twice, fallback: { answer: refer } }
`,
  poll: `
integration: stock
systems:
  depot: { description: depot without webhooks, auth: { type: bearer, secret: DEPOT_TOKEN }, webhook: none, limits: [60/min] }
  shop: { description: our shop, owned: true }
flows:
  - { id: stock, from: depot, read: list changes, to: shop, do: store stock, volume: 2000/day, latency: 10m, duplicate: harmless }
`,
  file: `
integration: wages
systems:
  hours: { description: our hours, owned: true, kind: file }
  bureau: { description: pay bureau, kind: sftp, auth: { type: ssh_key, username: BUREAU_USER, private_key: BUREAU_KEY, host_key: BUREAU_HOST_KEY }, limits: [{ concurrent: 1 }] }
flows:
  - id: wages
    from: hours
    to: bureau
    data: hours worked
    do: [{ do: put file, per: run, confirm: { read: read receipt } }]
    volume: { items: 12000, each: run }
    item_size: 400B
    schedule: { at: "01:00" }
    deadline: "04:00"
    duplicate: paid twice
`,
  quota: `
integration: places
systems:
  people: { description: our customers, owned: true, kind: database }
  maps: { description: geocoder, auth: { type: api_key, in: query, name: key, secret: MAPS_KEY }, limits: [{ requests: 25000, per: 1d, resets: "00:00 UTC" }, 5/s] }
flows:
  - { id: places, from: people, changes: addresses, to: maps, data: an address, do: [find place, { do: store place, at: people }], volume: 20000/day, peak: 1x, latency: 1h }
`,
  texts: `
integration: texts
systems:
  routes: { description: our routes, owned: true }
  gateway: { description: sends texts, auth: { type: bearer, secret: GATEWAY_TOKEN }, limits: [20/s] }
flows:
  - { id: texts, from: routes, on: eta, to: gateway, data: an ETA, do: send text, volume: 600000/day, peak: { rate: 15/s, lasts: 4h }, latency: 60s, expires: 60s, duplicate: a second text, order: { key: parcel, keep: latest }, idempotency_key: eta.id }
`,
  tenants: `
integration: contacts
systems:
  app: { description: our app, owned: true }
  crm:
    description: customers' own CRM accounts
    tenants: { count: 400, what: organisation, largest_share: 10% }
    auth: { type: oauth2, grant: authorization_code, authorization_url: "https://crm.example/authorize", token_url: "https://crm.example/token", client_id: CRM_CLIENT, client_secret: CRM_SECRET, token_lifetime: 30m, refresh_token: rotating, scopes: [contacts] }
    limits: [{ requests: 100, per: 10s, scope: organisation }]
    idempotency: [{ upsert: email }]
flows:
  - { id: contacts, from: app, changes: contacts, to: crm, data: a contact, do: upsert contact, volume: 100000/day, peak: 5x, latency: 5m, duplicate: harmless }
`,
} as const;
