import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { Ticker } from '../../core/services/ticker';
import { WebsocketService, type RealtimeState } from '../../core/services/websocket';
import {
  BlockIndex,
  accountOfLock,
  awaitList,
  drop,
  endOfBlock,
  endOfLock,
  inForceAt,
  nothingInForce,
  put,
  rangeOfBlock,
  takeList,
  type InForce,
} from './defences';
import { DeskActions } from './desk-actions';
import { DeskClient } from './desk-client';

const liveStates: readonly RealtimeState[] = ['live', 'paused'];

/**
 * The blocks and locks in force: loaded once somebody watches, then kept by the live events. Every change is shown at
 * once, on whichever page of the desk it is looked at.
 */
@Service()
export class DefencesStore {
  private readonly client = inject(DeskClient);
  private readonly socket = inject(WebsocketService);
  private readonly ticker = inject(Ticker);
  private readonly blockState = signal<InForce<BlockedIp>>(nothingInForce);
  private readonly lockState = signal<InForce<LockedAccount>>(nothingInForce);
  private readonly failedWith = signal<ApiFailure | null>(null);
  private readonly isLoaded = signal(false);
  private readonly watchers = signal(0);
  private readonly watched = computed(() => this.watchers() > 0);
  private run = 0;

  readonly loaded = this.isLoaded.asReadonly();
  readonly failure = this.failedWith.asReadonly();
  /** Newest first. */
  readonly blocks = computed(() => inForceAt(this.blockState(), this.now(), endOfBlock), { equal: sameItems });
  /** Newest first. */
  readonly locks = computed(() => inForceAt(this.lockState(), this.now(), endOfLock), { equal: sameItems });
  private readonly index = computed(() => new BlockIndex(this.blocks()));
  private readonly lockIndex = computed(() => new Map(this.locks().map((lock) => [lock.email, lock])));

  constructor() {
    this.socket.on('monitoring:ip-blocked', (events) => {
      for (const { block } of events) this.blockState.update((state) => put(state, block.range, block));
    });
    this.socket.on('monitoring:ip-unblocked', (events) => {
      for (const { range } of events) this.blockState.update((state) => drop(state, range));
    });
    this.socket.on('monitoring:account-locked', (events) => {
      for (const { email, source, reason, lockedUntil } of events) {
        this.lockState.update((state) => put(state, email, { email, source, reason, lockedUntil }));
      }
    });
    this.socket.on('monitoring:account-unlocked', (events) => {
      for (const { email } of events) this.lockState.update((state) => drop(state, email));
    });
    const { changes } = inject(DeskActions);
    effect(() => {
      changes();
      // What is done here comes back as a live event, unless the connection is away.
      untracked(() => {
        if (this.watched() && !liveStates.includes(this.socket.state())) void this.load();
      });
    });
    effect(() => {
      this.socket.gaps();
      const watched = this.watched();
      untracked(() => {
        if (watched) void this.load();
        else this.forget();
      });
    });
  }

  /** Keeps the lists up to date until the returned function is called. */
  watch(): () => void {
    this.watchers.update((count) => count + 1);
    return () => {
      this.watchers.update((count) => count - 1);
    };
  }

  /** The narrowest known block that holds an address. */
  blockOf(address: string): BlockedIp | null {
    return this.index().of(address);
  }

  lockOf(email: string): LockedAccount | null {
    return this.lockIndex().get(email) ?? null;
  }

  /** Takes in a block that was found elsewhere, such as one older than the lists here. */
  learn(block: BlockedIp): void {
    if (!this.blockState().byName.has(block.range)) this.blockState.update((state) => put(state, block.range, block));
  }

  async load(): Promise<void> {
    const run = ++this.run;
    this.blockState.update(awaitList);
    this.lockState.update(awaitList);
    try {
      const [blocks, locks] = await Promise.all([this.client.activeBlocks(), this.client.lockedAccounts()]);
      if (run !== this.run) return;
      this.blockState.update((state) => takeList(state, blocks, rangeOfBlock));
      // The lock that was set last ends last.
      const newestFirst = locks.toSorted((one, other) => other.lockedUntil.localeCompare(one.lockedUntil));
      this.lockState.update((state) => takeList(state, newestFirst, accountOfLock));
      this.failedWith.set(null);
      this.isLoaded.set(true);
    } catch (error) {
      if (run === this.run) this.failedWith.set(toApiFailure(error));
    }
  }

  private forget(): void {
    this.run += 1;
    this.isLoaded.set(false);
    this.blockState.set(nothingInForce);
    this.lockState.set(nothingInForce);
  }

  private now(): number {
    this.ticker.beat();
    return this.socket.serverNow();
  }
}

function sameItems<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
