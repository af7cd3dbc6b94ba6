import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** A list of `ts=` and `h1=`. */
export const paddle: SignatureScheme = {
  name: 'paddle',
  title: 'Paddle',
  algorithm: 'hmac-sha256',
  key: 'text',
  header: 'Paddle-Signature',
  separator: ';',
  prefix: 'h1=',
  signed: ['timestamp', ':', 'body'],
  encoding: 'hex',
  timestamp: { prefix: 'ts=', unit: 's' },
  tolerance: 5,
  eventId: { field: 'event_id' },
  caution: '5 s leave little room for clocks that differ',
  from: official('npm @paddle/paddle-node-sdk@3.10.0'),
};
