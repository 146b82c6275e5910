import { Inject, Injectable } from '@nestjs/common';
import { type AddressRange, countedNetwork, parseRange } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/** Whose addresses a range holds: those of whoever asks, or those of this machine and its proxies. */
export type Owner = 'self' | 'server';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * The addresses that are blocked by mistake only: the one that the administrator works from (of IPv6 the /64 around it,
 * from which the next request may come), this machine's own and those of its proxies, behind which everybody stands.
 */
@Injectable()
export class OwnAddresses {
  private readonly server: readonly AddressRange[];

  constructor(@Inject(APP_CONFIG) { server: { trustProxy } }: AppConfig) {
    const proxies = trustProxy.kind === 'ranges' ? trustProxy.ranges : [];
    this.server = [...LOOPBACK, ...proxies].flatMap(readable);
  }

  /** Whose addresses a range has something of. */
  heldBy(range: AddressRange, ownAddress: string | null): Owner[] {
    const own = ownAddress === null ? [] : readable(countedNetwork(ownAddress));
    const owners: Owner[] = [];
    if (own.some((mine) => overlap(mine, range))) owners.push('self');
    if (this.server.some((theirs) => overlap(theirs, range))) owners.push('server');
    return owners;
  }

  /**
   * Refuses to block what somebody has to confirm first.
   * @throws AppError SELF_BLOCK; the paths of its details say whose addresses the range holds
   */
  refuse(range: AddressRange, ownAddress: string | null): void {
    const owners = this.heldBy(range, ownAddress);
    if (owners.length > 0) throw selfBlock(range, ownAddress, owners);
  }
}

function selfBlock(range: AddressRange, ownAddress: string | null, owners: readonly Owner[]): AppError {
  const texts = {
    self: `${range.cidr} holds your own address, ${ownAddress ?? ''}, or the network around it.`,
    server: `${range.cidr} holds addresses of this server or of its trusted proxies.`,
  };
  const details = owners.map((owner) => ({ path: owner, message: texts[owner] }));
  const sentences = details.map(({ message }) => message).join(' ');
  return new AppError('SELF_BLOCK', `${sentences} Confirm to block it all the same.`, { details });
}

// CIDR ranges lie in one another or apart
function overlap(one: AddressRange, other: AddressRange): boolean {
  return one.start <= other.end && other.start <= one.end;
}

function readable(text: string): AddressRange[] {
  const range = parseRange(text);
  if (!('problem' in range)) return [range];
  return range.suggestion === null ? [] : readable(range.suggestion);
}
