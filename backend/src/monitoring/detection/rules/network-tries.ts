import type { Place } from './place.js';
import { type Tried, TriedAccounts } from './tried-accounts.js';

const ACCOUNTS = 300;
/** Where so many people get in, a network is not the attacker's own. */
const SHARED_BY = 5;

/** What was tried from one network: who failed there, and who belongs there because they got in. Bounded. */
export class NetworkTries {
  private readonly failed: TriedAccounts;
  private readonly solved: TriedAccounts;

  constructor(private readonly spanMs: number) {
    this.failed = new TriedAccounts(ACCOUNTS, spanMs);
    this.solved = new TriedAccounts(ACCOUNTS, spanMs);
  }

  /** Accounts that failed and did not get in. */
  get failures(): number {
    return this.failed.size;
  }

  /** Notes an attempt. Who got in before is somebody who is there: what they mistype later is no guess. */
  note(tried: Tried): void {
    if (tried.solved) {
      this.failed.forget(tried.email);
      this.solved.note(tried);
    } else if (!this.belongs(tried.email, tried.at)) {
      this.failed.note(tried);
    }
  }

  belongs(email: string, at: number): boolean {
    const solved = this.solved.find(email);
    return solved !== undefined && at - solved.at <= this.spanMs;
  }

  findFailed(email: string): Tried | undefined {
    return this.failed.find(email);
  }

  failedWithin(spanMs: number, at: number): Tried[] {
    return this.failed.within(spanMs, at);
  }

  solvedWithin(spanMs: number, at: number): Tried[] {
    return this.solved.within(spanMs, at);
  }

  /** Whether several people get in from here. */
  isShared(at: number): boolean {
    return this.solved.size >= SHARED_BY && this.solvedWithin(this.spanMs, at).length >= SHARED_BY;
  }
}

/** The two networks around an address that stuffing is looked for in. */
export type Level = keyof Pick<Place, 'single' | 'wide'>;
