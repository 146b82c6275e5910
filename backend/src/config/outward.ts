import { isAbsolute } from 'node:path';
import ipaddr from 'ipaddr.js';
import type { ForwardTarget } from './app-config.js';

const DEFAULT_PORTS = { udp: 514, tcp: 601, tls: 6514 } as const;
const ADVICE =
  'must be a comma list of file:/absolute/path, stdout:, syslog+udp://host:port, syslog+tcp://host:port and syslog+tls://host:port';

/** What is wrong with `FORWARD_TO`; null where nothing is. */
export function forwardProblem(value: string | undefined): string | null {
  const parts = listOf(value);
  if (parts.some((part) => readTarget(part) === null)) return ADVICE;
  return new Set(parts).size === parts.length ? null : 'must not name a destination twice';
}

/** The destinations of `FORWARD_TO`, which has no problem. */
export function forwardTargetsOf(value: string | undefined): ForwardTarget[] {
  return listOf(value).flatMap((part) => readTarget(part) ?? []);
}

/** What is wrong with `WEBHOOK_ALLOW_PRIVATE`; null where nothing is. */
export function privateRangesProblem(value: string | undefined): string | null {
  return listOf(value).every((part) => ipaddr.isValidCIDR(part))
    ? null
    : 'must be a comma list of CIDR ranges such as 10.20.0.0/16';
}

/** The ranges of `WEBHOOK_ALLOW_PRIVATE`, each on its boundary. */
export function privateRangesOf(value: string | undefined): string[] {
  return listOf(value).map((part) => {
    const [address, bits] = ipaddr.parseCIDR(part);
    const network = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
    return `${network.networkAddressFromCIDR(`${address.toString()}/${String(bits)}`).toString()}/${String(bits)}`;
  });
}

function readTarget(part: string): ForwardTarget | null {
  if (part === 'stdout:') return { kind: 'stdout', name: part };
  if (part.startsWith('file:')) {
    const path = part.slice('file:'.length).replace(/^\/\//, '');
    return isAbsolute(path) ? { kind: 'file', name: `file:${path}`, path } : null;
  }
  const [, transport, rest] = /^syslog\+(udp|tcp|tls):\/\/(.+)$/.exec(part) ?? [];
  // as a URL of ftp, whose port 21 nobody has a syslog server at: the default port of a scheme is not told from none
  if (transport === undefined || rest === undefined || !URL.canParse(`ftp://${rest}`)) return null;
  return readSyslog(transport as keyof typeof DEFAULT_PORTS, new URL(`ftp://${rest}`));
}

function readSyslog(transport: keyof typeof DEFAULT_PORTS, url: URL): ForwardTarget | null {
  if (url.username !== '' || url.password !== '' || url.pathname !== '/' || url.search !== '') return null;
  const port = url.port === '' ? DEFAULT_PORTS[transport] : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { kind: 'syslog', name: `syslog+${transport}://${url.hostname}:${String(port)}`, transport, host, port };
}

function listOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
