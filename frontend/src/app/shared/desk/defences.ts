import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import { holds, parseRange, type Range } from '../components/address/cidr';

/** The most blocks and locks that are kept here; the server has all of them. */
export const MAX_DEFENCES = 500;

/**
 * Things in force, by name, newest change last. While a list is on its way, what changes live is remembered in
 * `touched`: the list may be older than that.
 */
export interface InForce<T> {
  readonly byName: ReadonlyMap<string, T>;
  readonly touched: ReadonlySet<string> | null;
}

export const nothingInForce: InForce<never> = { byName: new Map<string, never>(), touched: null };

/** A list was asked for. */
export function awaitList<T>(state: InForce<T>): InForce<T> {
  return { ...state, touched: new Set() };
}

/** The list arrived: it replaces everything except what changed after it was asked for. */
export function takeList<T>(state: InForce<T>, list: readonly T[], nameOf: (item: T) => string): InForce<T> {
  const touched = state.touched ?? new Set<string>();
  const listed = list.filter((item) => !touched.has(nameOf(item))).map((item): [string, T] => [nameOf(item), item]);
  const live = [...state.byName].filter(([name]) => touched.has(name));
  return { byName: new Map([...listed.reverse(), ...live]), touched: null };
}

/** One thing came into force, or changed. */
export function put<T>(state: InForce<T>, name: string, item: T): InForce<T> {
  const byName = new Map(state.byName);
  byName.delete(name);
  byName.set(name, item);
  for (const oldest of byName.keys()) {
    if (byName.size <= MAX_DEFENCES) break;
    byName.delete(oldest);
  }
  return { byName, touched: touch(state, name) };
}

/** One thing is no longer in force. */
export function drop<T>(state: InForce<T>, name: string): InForce<T> {
  const byName = new Map(state.byName);
  byName.delete(name);
  return { byName, touched: touch(state, name) };
}

/** What is in force at a moment, newest change first. `endOf` gives null for what has no end. */
export function inForceAt<T>(state: InForce<T>, now: number, endOf: (item: T) => string | null): readonly T[] {
  return [...state.byName.values()].reverse().filter((item) => {
    const end = endOf(item);
    return end === null || Date.parse(end) > now;
  });
}

export const rangeOfBlock = (block: BlockedIp): string => block.range;
export const endOfBlock = (block: BlockedIp): string | null => (block.permanent ? null : block.blockedUntil);
export const accountOfLock = (lock: LockedAccount): string => lock.email;
export const endOfLock = (lock: LockedAccount): string => lock.lockedUntil;

/** Blocks ready to be asked for many addresses; an address is looked at once. */
export class BlockIndex {
  private readonly ranges: readonly { readonly range: Range; readonly block: BlockedIp }[];
  private readonly known = new Map<string, BlockedIp | null>();

  constructor(blocks: readonly BlockedIp[]) {
    this.ranges = blocks
      .flatMap((block) => {
        const range = parseRange(block.range);
        return range === null ? [] : [{ range, block }];
      })
      .sort((one, other) => other.range.prefix - one.range.prefix);
  }

  /** The narrowest block that holds the address, null where none does. */
  of(address: string): BlockedIp | null {
    let found = this.known.get(address);
    if (found === undefined) {
      found = this.ranges.find(({ range }) => holds(range, address))?.block ?? null;
      this.known.set(address, found);
    }
    return found;
  }
}

function touch<T>(state: InForce<T>, name: string): ReadonlySet<string> | null {
  return state.touched && new Set([...state.touched, name]);
}
