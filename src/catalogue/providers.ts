import type { Provider } from '../model/provider.ts';

/** How a vendor is recognised, and where its facts are; they are loaded when a system turns out to be it. */
interface Listed {
  /** `api.example.com`; `.example.com` for every name below it; `api.example.com/part` where several share an address. */
  readonly hosts: readonly string[];
  /** What people call it besides. */
  readonly aliases?: readonly string[];
  readonly load: () => Promise<Provider>;
}

/** Every vendor of the catalogue; the addresses are those of its own API description or guide. */
export const providers: Readonly<Record<string, Listed>> = {
  adyen: {
    hosts: ['.adyen.com', '.adyenpayments.com'],
    load: async () => (await import('./providers/adyen.ts')).adyen,
  },
  airtable: {
    hosts: ['api.airtable.com'],
    load: async () => (await import('./providers/airtable.ts')).airtable,
  },
  anthropic: {
    hosts: ['api.anthropic.com'],
    load: async () => (await import('./providers/anthropic.ts')).anthropic,
  },
  asana: {
    hosts: ['app.asana.com'],
    load: async () => (await import('./providers/asana.ts')).asana,
  },
  auth0: { hosts: ['.auth0.com'], load: async () => (await import('./providers/auth0.ts')).auth0 },
  box: {
    hosts: ['api.box.com', 'upload.box.com'],
    load: async () => (await import('./providers/box.ts')).box,
  },
  brevo: {
    hosts: ['api.brevo.com', 'api.sendinblue.com'],
    load: async () => (await import('./providers/brevo.ts')).brevo,
  },
  'checkout-com': {
    hosts: ['api.checkout.com', 'api.sandbox.checkout.com'],
    load: async () => (await import('./providers/checkout-com.ts')).checkoutCom,
  },
  'circle-cpn': {
    hosts: [],
    aliases: ['circle'],
    load: async () => (await import('./providers/circle-cpn.ts')).circleCpn,
  },
  clickup: {
    hosts: ['api.clickup.com'],
    load: async () => (await import('./providers/clickup.ts')).clickup,
  },
  cloudflare: {
    hosts: ['api.cloudflare.com'],
    load: async () => (await import('./providers/cloudflare.ts')).cloudflare,
  },
  dialpad: {
    hosts: ['dialpad.com'],
    load: async () => (await import('./providers/dialpad.ts')).dialpad,
  },
  discord: {
    hosts: ['discord.com', 'discordapp.com'],
    load: async () => (await import('./providers/discord.ts')).discord,
  },
  easyship: {
    hosts: ['api.easyship.com', 'public-api.easyship.com'],
    load: async () => (await import('./providers/easyship.ts')).easyship,
  },
  github: {
    hosts: ['api.github.com'],
    load: async () => (await import('./providers/github.ts')).github,
  },
  gitlab: {
    hosts: ['gitlab.com'],
    load: async () => (await import('./providers/gitlab.ts')).gitlab,
  },
  'google-calendar': {
    hosts: ['www.googleapis.com/calendar'],
    load: async () => (await import('./providers/google-calendar.ts')).googleCalendar,
  },
  'google-workspace-events': {
    hosts: ['workspaceevents.googleapis.com'],
    load: async () =>
      (await import('./providers/google-workspace-events.ts')).googleWorkspaceEvents,
  },
  hubspot: {
    hosts: ['api.hubapi.com', 'api.hubspot.com'],
    load: async () => (await import('./providers/hubspot.ts')).hubspot,
  },
  intercom: {
    hosts: ['api.intercom.io', 'api.eu.intercom.io', 'api.au.intercom.io'],
    load: async () => (await import('./providers/intercom.ts')).intercom,
  },
  'jira-cloud': {
    hosts: ['.atlassian.net/', '.atlassian.net/rest', 'api.atlassian.com/ex/jira'],
    aliases: ['jira'],
    load: async () => (await import('./providers/jira-cloud.ts')).jiraCloud,
  },
  klaviyo: {
    hosts: ['a.klaviyo.com'],
    load: async () => (await import('./providers/klaviyo.ts')).klaviyo,
  },
  linear: {
    hosts: ['api.linear.app'],
    load: async () => (await import('./providers/linear.ts')).linear,
  },
  mailgun: {
    hosts: ['api.mailgun.net', 'api.eu.mailgun.net'],
    load: async () => (await import('./providers/mailgun.ts')).mailgun,
  },
  'microsoft-graph': {
    hosts: ['graph.microsoft.com'],
    load: async () => (await import('./providers/microsoft-graph.ts')).microsoftGraph,
  },
  notion: {
    hosts: ['api.notion.com'],
    load: async () => (await import('./providers/notion.ts')).notion,
  },
  okta: {
    hosts: ['.okta.com', '.oktapreview.com'],
    load: async () => (await import('./providers/okta.ts')).okta,
  },
  openai: {
    hosts: ['api.openai.com'],
    load: async () => (await import('./providers/openai.ts')).openai,
  },
  paymongo: {
    hosts: ['api.paymongo.com'],
    load: async () => (await import('./providers/paymongo.ts')).paymongo,
  },
  paypal: {
    hosts: [
      'api.paypal.com',
      'api-m.paypal.com',
      'api.sandbox.paypal.com',
      'api-m.sandbox.paypal.com',
    ],
    load: async () => (await import('./providers/paypal.ts')).paypal,
  },
  persona: {
    hosts: ['api.withpersona.com', 'withpersona.com'],
    load: async () => (await import('./providers/persona.ts')).persona,
  },
  plaid: {
    hosts: ['production.plaid.com', 'development.plaid.com', 'sandbox.plaid.com'],
    load: async () => (await import('./providers/plaid.ts')).plaid,
  },
  'pusher-channels': {
    hosts: ['.pusher.com'],
    aliases: ['pusher'],
    load: async () => (await import('./providers/pusher-channels.ts')).pusherChannels,
  },
  'quickbooks-online': {
    hosts: ['quickbooks.api.intuit.com', 'sandbox-quickbooks.api.intuit.com'],
    aliases: ['quickbooks'],
    load: async () => (await import('./providers/quickbooks-online.ts')).quickbooksOnline,
  },
  recurly: {
    hosts: ['v3.recurly.com', 'v3.eu.recurly.com'],
    load: async () => (await import('./providers/recurly.ts')).recurly,
  },
  salesforce: {
    hosts: ['.my.salesforce.com'],
    load: async () => (await import('./providers/salesforce.ts')).salesforce,
  },
  sanity: {
    hosts: ['.api.sanity.io', 'api.sanity.io'],
    load: async () => (await import('./providers/sanity.ts')).sanity,
  },
  sendgrid: {
    hosts: ['api.sendgrid.com'],
    load: async () => (await import('./providers/sendgrid.ts')).sendgrid,
  },
  shopify: {
    hosts: ['.myshopify.com'],
    load: async () => (await import('./providers/shopify.ts')).shopify,
  },
  slack: { hosts: ['slack.com'], load: async () => (await import('./providers/slack.ts')).slack },
  square: {
    hosts: ['connect.squareup.com', 'connect.squareupsandbox.com'],
    load: async () => (await import('./providers/square.ts')).square,
  },
  stripe: {
    hosts: ['api.stripe.com', 'files.stripe.com'],
    load: async () => (await import('./providers/stripe.ts')).stripe,
  },
  'svix-sender': {
    hosts: ['api.svix.com'],
    aliases: ['svix'],
    load: async () => (await import('./providers/svix-sender.ts')).svixSender,
  },
  twilio: {
    hosts: ['.twilio.com'],
    load: async () => (await import('./providers/twilio.ts')).twilio,
  },
  wix: { hosts: ['www.wixapis.com'], load: async () => (await import('./providers/wix.ts')).wix },
  workos: {
    hosts: ['api.workos.com'],
    load: async () => (await import('./providers/workos.ts')).workos,
  },
  xero: { hosts: ['api.xero.com'], load: async () => (await import('./providers/xero.ts')).xero },
  zendesk: {
    hosts: ['.zendesk.com'],
    load: async () => (await import('./providers/zendesk.ts')).zendesk,
  },
  zoom: { hosts: ['api.zoom.us'], load: async () => (await import('./providers/zoom.ts')).zoom },
};
