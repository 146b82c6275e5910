import proxyaddr from 'proxy-addr';
import type { IncomingMessage } from 'node:http';
import type { ProxyTrust } from '../../config/app-config.js';
import { normaliseAddress } from '../network/addresses.js';

/** Says whether the `hop`-th address before us (0 is the one that connected) may name the one before it. */
export type TrustTest = (address: string, hop: number) => boolean;

/** Turns `TRUST_PROXY` into a test. */
export function compileTrust(trust: ProxyTrust): TrustTest {
  if (trust.kind === 'none') return () => false;
  if (trust.kind === 'hops') return (_address, hop) => hop < trust.hops;
  const inRanges = proxyaddr.compile([...trust.ranges]);
  return (address, hop) => isAddress(address) && inRanges(address, hop);
}

/**
 * The canonical address of a client: the first one, from our side, that is not a trusted proxy. What stands in
 * `X-Forwarded-For` left of it was written by the client and is worth nothing. Where a trusted proxy passed on something
 * that is no address, the proxy itself is the client.
 */
export function clientAddressOf(request: IncomingMessage, trust: TrustTest): string {
  const named = normaliseAddress(stripPort(proxyaddr(request, trust)));
  return named ?? normaliseAddress(request.socket.remoteAddress ?? '') ?? '0.0.0.0';
}

// some proxies write the port too: 203.0.113.7:4711 or [2001:db8::1]:4711
function stripPort(address: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address);
  if (bracketed?.[1] !== undefined) return bracketed[1];
  return /^\d+\.\d+\.\d+\.\d+:\d+$/.test(address) ? address.replace(/:\d+$/, '') : address;
}

function isAddress(text: string): boolean {
  return normaliseAddress(text) !== null;
}
