import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parseProxyTrust } from '../../config/proxy-trust.js';
import { clientAddressOf, compileTrust } from './client-address.js';

function address(peer: string, forwarded: string | undefined, trust: string): string {
  const parsed = parseProxyTrust(trust);
  if (typeof parsed === 'string') throw new Error(parsed);
  const request = { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: peer } };
  return clientAddressOf(request as unknown as IncomingMessage, compileTrust(parsed));
}

describe('the client address', () => {
  it.each([
    ['who connected, where no proxy is trusted', '198.51.100.9', '203.0.113.7', 'none', '198.51.100.9'],
    ['what the trusted proxy names', '127.0.0.1', '203.0.113.7', 'loopback', '203.0.113.7'],
    ['who connected, where that is no trusted proxy', '198.51.100.9', '203.0.113.7', 'loopback', '198.51.100.9'],
    [
      'the last untrusted one, not what the client wrote before it',
      '127.0.0.1',
      '10.9.9.9, 203.0.113.7',
      'loopback',
      '203.0.113.7',
    ],
    ['the one before a chain of trusted ranges', '10.0.0.2', '203.0.113.7, 10.0.0.1', '10.0.0.0/8', '203.0.113.7'],
    ['the one that many hops away', '10.0.0.2', '192.0.2.1, 203.0.113.7, 10.0.0.1', '2', '203.0.113.7'],
    ['without a port', '127.0.0.1', '203.0.113.7:4711', 'loopback', '203.0.113.7'],
    ['without brackets and port', '127.0.0.1', '[2001:db8::1]:4711', 'loopback', '2001:db8::1'],
    ['IPv4 where it came mapped', '::ffff:198.51.100.9', undefined, 'none', '198.51.100.9'],
    ['IPv4 where the proxy itself is mapped', '::ffff:127.0.0.1', '203.0.113.7', 'loopback', '203.0.113.7'],
    ['the proxy, where it passed on nonsense', '127.0.0.1', '<script>', 'loopback', '127.0.0.1'],
    ['the proxy, where it passed on nothing', '127.0.0.1', '', 'loopback', '127.0.0.1'],
  ])('is %s', (_name, peer, forwarded, trust, expected) => {
    expect(address(peer, forwarded, trust)).toBe(expected);
  });
});
