import type { Random } from './random.ts';

// the networks that RFC 5737 and RFC 3849 keep free for documentation: nobody real is ever named
const IPV4_NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const;
const IPV6_NETWORK = '2001:db8';
const HOSTS = 254;

/** How often an endless supply of addresses gives an IPv6 address while it still has IPv4 addresses. */
const IPV6_SHARE = 0.15;

/**
 * Client addresses that differ from each other for as long as anybody asks: the 762 hosts of the IPv4 documentation
 * networks in random order, mixed with IPv6, and IPv6 alone once they are used up.
 */
export function* differentAddresses(random: Random): Generator<string, never> {
  const ipv4 = random.shuffle(
    IPV4_NETWORKS.flatMap((network) => Array.from({ length: HOSTS }, (_, host) => `${network}.${String(host + 1)}`)),
  );
  for (let serial = 1; ; serial += 1) {
    const next = random.chance(IPV6_SHARE) ? undefined : ipv4.pop();
    yield next ?? ipv6Address(random, serial);
  }
}

/** One IPv4 address of the documentation networks. */
export function oneAddress(random: Random): string {
  return `${random.pick(IPV4_NETWORKS)}.${String(1 + random.below(HOSTS))}`;
}

// the serial number stands in the network part, so that no two of them share a /64. Groups are 1 or more, so that the
// text is already in the canonical form of RFC 5952: nothing to compress, no leading zeros
function ipv6Address(random: Random, serial: number): string {
  const network = [1 + (Math.floor(serial / 0xffff) % 0xffff), 1 + (serial % 0xffff)];
  const host = Array.from({ length: 4 }, () => 1 + random.below(0xffff));
  return [IPV6_NETWORK, ...[...network, ...host].map((group) => group.toString(16))].join(':');
}
