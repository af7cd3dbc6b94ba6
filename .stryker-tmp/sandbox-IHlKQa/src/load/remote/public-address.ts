// @ts-nocheck
import { BlockList, isIP } from 'node:net';

/** IPv4 ranges that IANA's special-purpose registry (RFC 6890) keeps from the public internet, and multicast. */
const closed: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** What of IPv6's one public range, 2000::/3, is none: protocol assignments with Teredo, documentation, 6to4. */
const closedPart: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closedIpv4 = new BlockList();
for (const [net, prefix] of closed) closedIpv4.addSubnet(net, prefix, 'ipv4');
const openIpv6 = new BlockList();
openIpv6.addSubnet('2000::', 3, 'ipv6');
const closedIpv6 = new BlockList();
for (const [net, prefix] of closedPart) closedIpv6.addSubnet(net, prefix, 'ipv6');

/**
 * Whether an address belongs to the public internet: not private, loopback, link-local (where clouds keep their metadata),
 * unique local, shared, mapped or translated IPv4, multicast or reserved.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closedIpv4.check(address, 'ipv4');
    case 6:
      // An address with a zone is meant for one link.
      return (
        !address.includes('%') &&
        openIpv6.check(address, 'ipv6') &&
        !closedIpv6.check(address, 'ipv6')
      );
    default:
      return false;
  }
}
