import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** A token with the SHA-256 of the body, signed with a key that is fetched. */
export const plaid: SignatureScheme = {
  name: 'plaid',
  title: 'Plaid',
  algorithm: 'jwt-es256',
  key: 'key-set',
  header: 'Plaid-Verification',
  prefix: '',
  signed: ['sha256 of body'],
  encoding: 'base64url',
  timestamp: { field: 'iat', unit: 's' },
  tolerance: 300,
  caution:
    'keep keys and unknown key ids: each unknown one would cost a call that a stranger sets off',
  from: official('https://plaid.com/docs/api/webhooks/webhook-verification'),
};
