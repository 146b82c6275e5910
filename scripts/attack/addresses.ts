import type { Random } from './random.ts';

// the networks that RFC 5737 and RFC 3849 keep free for documentation: nobody real is ever named
const IPV4_NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const;
const IPV6_NETWORK = '2001:db8';
const HOSTS = 254;
// RFC 2544 keeps 198.18.0.0/15 for measuring network devices: 512 networks of /24 that are nobody's either
const BENCHMARK_NETWORKS = Array.from(
  { length: 512 },
  (_, index) => `198.${String(18 + (index >> 8))}.${String(index & 255)}`,
);

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

/**
 * Client addresses of which no two share a /24 or a /48, for as long as anybody asks: one of each network that is kept
 * for measurements, mixed with IPv6, and IPv6 alone once they are used up.
 */
export function* differentNetworks(random: Random): Generator<string, never> {
  const ipv4 = random.shuffle(BENCHMARK_NETWORKS).map((network) => hostOf(network, random));
  for (let serial = 1; ; serial += 1) {
    const next = random.chance(IPV6_SHARE) ? undefined : ipv4.pop();
    yield next ?? ipv6Host(random, [1 + (serial % 0xffff), 1 + random.below(0xffff)]);
  }
}

/** Addresses of one /24, or of one /48 of IPv6, that differ from each other; the 254 of a /24 come again. */
export function* oneNetwork(random: Random, family: 4 | 6): Generator<string, never> {
  const network = random.pick(BENCHMARK_NETWORKS);
  const hosts = random.shuffle(Array.from({ length: HOSTS }, (_, host) => `${network}.${String(host + 1)}`));
  const site = 1 + random.below(0xffff);
  for (let serial = 0; ; serial += 1) {
    yield family === 4
      ? (hosts[serial % HOSTS] ?? hostOf(network, random))
      : ipv6Host(random, [site, 1 + (serial % 0xffff)]);
  }
}

/** One IPv4 address of the documentation networks. */
export function oneAddress(random: Random): string {
  return hostOf(random.pick(IPV4_NETWORKS), random);
}

// the serial number stands in the network part, so that no two of them share a /64
function ipv6Address(random: Random, serial: number): string {
  return ipv6Host(random, [1 + (Math.floor(serial / 0xffff) % 0xffff), 1 + (serial % 0xffff)]);
}

// groups are 1 or more, so that the text is already in the canonical form of RFC 5952: nothing to compress, no leading zeros
function ipv6Host(random: Random, network: readonly number[]): string {
  const host = Array.from({ length: 4 }, () => 1 + random.below(0xffff));
  return [IPV6_NETWORK, ...[...network, ...host].map((group) => group.toString(16))].join(':');
}

function hostOf(network: string, random: Random): string {
  return `${network}.${String(1 + random.below(HOSTS))}`;
}
