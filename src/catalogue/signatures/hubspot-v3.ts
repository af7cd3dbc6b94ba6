import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Method, address, body and time. */
export const hubspotV3: SignatureScheme = {
  name: 'hubspot-v3',
  title: 'HubSpot v3',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'X-HubSpot-Signature-v3',
  prefix: '',
  signed: ['method', 'url', 'body', 'timestamp'],
  encoding: 'base64',
  timestamp: { header: 'X-HubSpot-Request-Timestamp', unit: 'ms' },
  tolerance: 300,
  caution:
    'test with an encoded query: some characters of the address are decoded before it is signed',
  from: official('npm @hubspot/api-client@13.5.0'),
};
