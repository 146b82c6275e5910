import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Lock, Locker } from '@tus/server';
import { Clock } from '../../../common/clock/clock.js';
import { AppError } from '../../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { UploadRepository } from './upload.repository.js';

/** After this without a sign of life a lock is anybody's. */
const LEASE_MS = 6_000;
const RENEW_MS = 1_000;
const LOOK_AGAIN_MS = 200;
const WAIT_MS = 15_000;
const SHUTDOWN_MS = 5_000;

/** A lock that a request of this process has. */
export interface HeldLock {
  readonly ownerId: string;
  /** @throws AppError where it may have gone to somebody else, as when the database was away for too long */
  require(): void;
  /** What the lock is not given back before. */
  keepFor(work: Promise<unknown>): void;
}

class Held implements HeldLock {
  readonly released: Promise<unknown>;
  private readonly tellReleased: (value: undefined) => void;
  private readonly works: Promise<unknown>[] = [];
  timer: NodeJS.Timeout | undefined;

  /** @param until how long it is good, on the clock of this process that never jumps */
  constructor(
    readonly id: string,
    readonly ownerId: string,
    readonly token: string,
    readonly cancel: () => void,
    public until: number,
  ) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.released = promise;
    this.tellReleased = resolve;
  }

  require(): void {
    if (performance.now() < this.until) return;
    throw new AppError('SERVICE_UNAVAILABLE', 'The upload was interrupted. Resume it.', { severity: 'warn' });
  }

  keepFor(work: Promise<unknown>): void {
    this.works.push(work);
  }

  async end(): Promise<void> {
    clearTimeout(this.timer);
    await Promise.allSettled(this.works);
  }

  tell(): void {
    this.tellReleased(undefined);
  }
}

/**
 * One writer for each upload, over all processes: a lease in its document. Whoever wants it makes the one who has it end (a
 * connection that died without a word holds nothing up): at once in this process, with its next sign of life in another one.
 */
@Injectable()
export class UploadLocks implements Locker, BeforeApplicationShutdown {
  private readonly held = new Map<string, Held>();
  private ended = false;

  constructor(
    private readonly uploads: UploadRepository,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  newLock(id: string): Lock {
    let own: Held | null = null;
    return {
      lock: async (signal, cancel) => {
        own = await this.take(id, signal, () => void cancel());
      },
      unlock: async () => {
        if (own !== null) await this.release(own);
      },
    };
  }

  /** The lock of an upload that this process has; null where it has none. */
  of(id: string): HeldLock | null {
    return this.held.get(id) ?? null;
  }

  /** Whoever receives bytes ends, with what has arrived: it is resumed elsewhere. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    const all = [...this.held.values()];
    for (const one of all) one.cancel();
    await Promise.race([Promise.all(all.map(({ released }) => released)), delay(SHUTDOWN_MS, null, { ref: false })]);
  }

  // null where there is nothing to write to: not begun yet, complete, or gone
  private async take(id: string, signal: AbortSignal, cancel: () => void): Promise<Held | null> {
    const end = performance.now() + WAIT_MS;
    for (;;) {
      if (this.ended) throw new AppError('SERVICE_UNAVAILABLE', 'The server is restarting. Resume in a moment.');
      const taken = await this.tryToTake(id, cancel);
      if (taken !== null) return taken;
      if ((await this.uploads.find(id))?.state !== 'uploading') return null;
      if (signal.aborted || performance.now() > end) {
        throw new AppError('CONFLICT', 'Another connection still sends this upload. Try again in a moment.');
      }
      const here = this.held.get(id);
      if (here === undefined) await this.uploads.wantLock(id);
      else here.cancel();
      await Promise.race([delay(LOOK_AGAIN_MS), here?.released ?? delay(LOOK_AGAIN_MS)]);
    }
  }

  private async tryToTake(id: string, cancel: () => void): Promise<Held | null> {
    const asked = performance.now();
    const token = randomUUID();
    const upload = await this.uploads.takeLock(id, token, this.clock.now(), this.leaseEnd());
    if (upload === null) return null;
    const held = new Held(id, upload.ownerId, token, cancel, asked + LEASE_MS);
    this.held.set(id, held);
    this.renewLater(held);
    return held;
  }

  private renewLater(held: Held): void {
    held.timer = setTimeout(() => void this.renew(held), RENEW_MS).unref();
  }

  private async renew(held: Held): Promise<void> {
    const asked = performance.now();
    try {
      const upload = await this.uploads.renewLock(held.id, held.token, this.leaseEnd(), this.uploadEnd());
      held.until = upload === null ? 0 : asked + LEASE_MS;
      if (upload === null || upload.upload.lockWanted) held.cancel();
    } catch {
      // the database is away: what is left of the lease is used to the end
      if (performance.now() >= held.until) held.cancel();
    }
    if (this.held.get(held.id) === held) this.renewLater(held);
  }

  private async release(held: Held): Promise<void> {
    try {
      await held.end();
      await this.uploads.releaseLock(held.id, held.token, this.uploadEnd());
    } finally {
      if (this.held.get(held.id) === held) this.held.delete(held.id);
      clearTimeout(held.timer);
      held.tell();
    }
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }

  private uploadEnd(): Date {
    return new Date(this.clock.now().getTime() + this.config.files.uploadHours * 3_600_000);
  }
}
