import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** A list of `t=` in milliseconds and `v1=`. */
export const workos: SignatureScheme = {
  name: 'workos',
  title: 'WorkOS',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'WorkOS-Signature',
  separator: ',',
  prefix: 'v1=',
  signed: ['timestamp', '.', 'body'],
  encoding: 'hex',
  timestamp: { prefix: 't=', unit: 'ms' },
  tolerance: 180,
  from: official('npm @workos-inc/node@8.13.0'),
};
