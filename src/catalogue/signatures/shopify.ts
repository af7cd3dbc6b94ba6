import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Signed with the secret of the app. */
export const shopify: SignatureScheme = {
  name: 'shopify',
  title: 'Shopify',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-Shopify-Hmac-Sha256',
  prefix: '',
  signed: ['body'],
  encoding: 'base64',
  eventId: { header: 'X-Shopify-Event-Id' },
  caution: 'newer subscriptions use a second family of headers (shopify-hmac-sha256)',
  from: official('npm @shopify/shopify-api@13.1.0'),
};
