import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock/clock.js';
import { VisitsRepository } from './visits.repository.js';

/** An account at the moment in which its sign-in was noted, and what is new about the sign-in. */
export interface NotedSignIn {
  readonly isFirst: boolean;
  /** False for the first country that is known of the account. */
  readonly isNewCountry: boolean;
  /** Whole days since the account was last used; null where it never was. */
  readonly idleDays: number | null;
  readonly isActive: boolean;
  readonly lockedUntil: Date | null;
  readonly passwordChangedAt: Date | null;
}

const DAY_MS = 86_400_000;
const TOUCH_EVERY_MS = 300_000;
const MAX_REMEMBERED = 20_000;

/** When people were here, and from which countries they sign in. */
@Injectable()
export class VisitsService {
  private readonly logger = new Logger(VisitsService.name);
  private readonly touched = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: TOUCH_EVERY_MS });

  constructor(
    private readonly visits: VisitsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes that a person is here, at most every five minutes. Nobody waits for it: when it fails, they were here all the
   * same.
   */
  seen(userId: string): void {
    if (this.touched.has(userId)) return;
    this.touched.set(userId, true);
    const now = this.clock.now();
    this.visits.touch(userId, now, new Date(now.getTime() - TOUCH_EVERY_MS)).catch((error: unknown) => {
      this.touched.delete(userId);
      this.logger.debug({ err: error }, 'could not note that somebody was here');
    });
  }

  /**
   * Notes a sign-in and what is new about it. Of two at once from the same new country, one is told that it is new.
   * @returns null where the account is gone
   */
  async signedIn(userId: string, country: string | null): Promise<NotedSignIn | null> {
    const now = this.clock.now();
    const before = await this.visits.noteSignIn(userId, country, now);
    if (before === null) return null;
    const { isActive, lockedUntil, passwordChangedAt, lastSeenAt } = before;
    const countries = before.signInCountries;
    return {
      isFirst: lastSeenAt === null,
      idleDays: lastSeenAt === null ? null : Math.max(0, Math.floor((now.getTime() - lastSeenAt.getTime()) / DAY_MS)),
      isNewCountry: country !== null && countries.length > 0 && !countries.includes(country),
      isActive,
      lockedUntil,
      passwordChangedAt,
    };
  }
}
