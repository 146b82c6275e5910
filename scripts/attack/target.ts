import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** A target that must not be attacked, or cannot be; the message is one sentence for the person who asked. */
export class TargetError extends Error {}

/** Where the attempts go: an instance on this machine. `addresses` are the loopback addresses behind its name. */
export interface Target {
  readonly origin: string;
  readonly hostname: string;
  readonly port: number;
  readonly addresses: readonly string[];
}

/** Turns a host name into all of its addresses. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (hostname) => {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
};

/**
 * Checks a target. Only this machine is ever accepted: every address behind the name must be loopback, and connections
 * go to exactly these addresses, so a name that changes its mind later leads nowhere else.
 * @throws TargetError
 */
export async function loopbackTarget(text: string, resolve: Resolve = systemResolve): Promise<Target> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:') {
    throw new TargetError(
      `--target must be an http:// address of this machine, such as http://localhost:3000, not ${text}.`,
    );
  }
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new TargetError(`--target must be an origin without a path, such as ${url.origin}.`);
  }
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(hostname) === 0 ? await resolved(hostname, resolve) : [hostname];
  const foreign = addresses.find((address) => !isLoopback(address));
  if (foreign !== undefined) {
    const named = foreign === hostname ? hostname : `${hostname} (${foreign})`;
    throw new TargetError(`${named} is not this machine: the simulator attacks loopback addresses only.`);
  }
  return { origin: url.origin, hostname, port: Number(url.port || '80'), addresses };
}

async function resolved(hostname: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    const addresses = await resolve(hostname);
    if (addresses.length > 0) return addresses;
  } catch {
    // the sentence below says it
  }
  throw new TargetError(`The name ${hostname} is not known on this machine.`);
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return address.startsWith('127.');
  // the URL parser and the resolver write IPv6 addresses in their shortest form
  return family === 6 && (address === '::1' || /^::ffff:7f[0-9a-f]{2}:|^::ffff:127\./i.test(address));
}
