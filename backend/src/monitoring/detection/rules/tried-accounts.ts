import type { Touch } from './sighting.js';

/** One account as it was tried from somewhere: its last failure that nothing right followed, or that it got in. */
export interface Tried {
  readonly email: string;
  /** The network of one customer that it was tried from last. */
  readonly single: string;
  readonly at: number;
  readonly solved: boolean;
  /** When a password was looked at last, and not just refused for a block; 0 where it never was. */
  readonly lookedAt: number;
  readonly unknown: boolean;
  readonly common: boolean;
  /** Failures since it last got in, as far as they are remembered. */
  readonly failures: number;
  /** Set where it has a part in something that was told already. */
  readonly told?: boolean;
  readonly touch: Touch;
}

/** The accounts that were tried last, each once, oldest first: at most `limit`. */
export class TriedAccounts {
  private readonly tried = new Map<string, Tried>();

  constructor(
    private readonly limit: number,
    private readonly spanMs: number,
  ) {}

  get size(): number {
    return this.tried.size;
  }

  find(email: string): Tried | undefined {
    return this.tried.get(email);
  }

  /** Notes an attempt. What was known of the account is joined to it: it stays looked at, unknown and a common guess. */
  note(next: Tried): void {
    const before = this.tried.get(next.email);
    const goesOn = before !== undefined && !before.solved && !next.solved && next.at - before.at <= this.spanMs;
    this.tried.delete(next.email);
    this.tried.set(
      next.email,
      goesOn
        ? {
            ...next,
            lookedAt: Math.max(next.lookedAt, before.lookedAt),
            unknown: next.unknown || before.unknown,
            common: next.common || before.common,
            failures: before.failures + 1,
            told: before.told === true,
          }
        : next,
    );
    for (const [email, { at }] of this.tried) {
      if (this.tried.size <= this.limit && at > next.at - this.spanMs) break;
      this.tried.delete(email);
    }
  }

  /** Those of the last `spanMs` before a moment. */
  within(spanMs: number, at: number): Tried[] {
    const found: Tried[] = [];
    for (const one of this.tried.values()) if (one.at > at - spanMs) found.push(one);
    return found;
  }

  /** Says that these accounts have a part in something that was told. */
  tell(accounts: readonly Tried[]): void {
    for (const { email } of accounts) {
      const known = this.tried.get(email);
      if (known !== undefined) this.tried.set(email, { ...known, told: true });
    }
  }

  /** Says that an account is of no concern any more. */
  forget(email: string): void {
    this.tried.delete(email);
  }
}
