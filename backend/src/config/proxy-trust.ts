import { isIP } from 'node:net';
import type { ProxyTrust } from './app-config.js';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];
const ADVICE = 'must be none, a number of hops, or a comma list of addresses, CIDR ranges and loopback';

/**
 * Reads `TRUST_PROXY`.
 * @returns the trust, or a sentence that says what the value should be
 */
export function parseProxyTrust(value: string): ProxyTrust | string {
  if (value === 'none') return { kind: 'none' };
  if (/^\d+$/.test(value)) {
    const hops = Number(value);
    return hops >= 1 && hops <= 16 ? { kind: 'hops', hops } : 'must be between 1 and 16 hops';
  }
  const parts = value.split(',').map((part) => part.trim());
  if (!parts.every((part) => part === 'loopback' || isRange(part))) return ADVICE;
  return { kind: 'ranges', ranges: parts.flatMap((part) => (part === 'loopback' ? LOOPBACK : [part])) };
}

function isRange(part: string): boolean {
  const [address = '', bits, ...rest] = part.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
