import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** An elliptic curve; the public key is no secret. */
export const sendgrid: SignatureScheme = {
  name: 'sendgrid',
  title: 'SendGrid',
  algorithm: 'ecdsa-p256-sha256',
  key: 'public-key',
  header: 'X-Twilio-Email-Event-Webhook-Signature',
  prefix: '',
  signed: ['timestamp', 'body'],
  encoding: 'base64',
  timestamp: { header: 'X-Twilio-Email-Event-Webhook-Timestamp', unit: 's' },
  tolerance: 300,
  from: official('npm @sendgrid/eventwebhook@8.0.0'),
};
