import type { SignatureScheme } from '../../model/signature-scheme.ts';
import { official } from '../evidence.ts';

/** Eight fields of each item, parted by colons. */
export const adyenStandard: SignatureScheme = {
  name: 'adyen-standard',
  title: 'Adyen (standard)',
  algorithm: 'hmac-sha256',
  key: 'hex',
  field: 'notificationItems[].NotificationRequestItem.additionalData.hmacSignature',
  signed: ['fields'],
  encoding: 'base64',
  caution: 'only eight fields are signed: ask for HTTP basic authentication too',
  from: official('npm @adyen/api-library@32.1.0'),
};
