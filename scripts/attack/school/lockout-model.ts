type Refusal = 'account_locked' | 'address_blocked';

interface Counter {
  failures: number;
  windowEnd: number;
  lockedUntil: number;
}

const MINUTE_MS = 60_000;
const WINDOW_MS = 15 * MINUTE_MS;
const ACCOUNT_FAILURES = 5;
const ACCOUNT_LOCK_MS = 15 * MINUTE_MS;
const ADDRESS_BLOCK_MS = 30 * MINUTE_MS;

/** What the rules of docs/security/lockout.md would have answered, near enough for a made-up day. */
export class LockoutModel {
  private readonly addressFailures: number;
  private readonly accounts = new Map<string, Counter>();
  private readonly addresses = new Map<string, Counter>();

  constructor(addressFailures: number) {
    this.addressFailures = addressFailures;
  }

  /** Why an attempt is refused before its password is looked at; null where it is not. */
  refusal(email: string, address: string, at: number): Refusal | null {
    if ((this.addresses.get(address)?.lockedUntil ?? 0) > at) return 'address_blocked';
    return (this.accounts.get(email)?.lockedUntil ?? 0) > at ? 'account_locked' : null;
  }

  /** Counts a wrong password, and says what it locks. */
  failed(email: string, address: string, at: number): ('account' | 'address')[] {
    const account = count(this.accounts, email, at, { limit: ACCOUNT_FAILURES, lockMs: ACCOUNT_LOCK_MS });
    const block = count(this.addresses, address, at, { limit: this.addressFailures, lockMs: ADDRESS_BLOCK_MS });
    return [...(account ? ['account' as const] : []), ...(block ? ['address' as const] : [])];
  }

  /** A right password forgets the failures of its account. */
  succeeded(email: string): void {
    this.accounts.delete(email);
  }
}

function count(
  counters: Map<string, Counter>,
  key: string,
  at: number,
  { limit, lockMs }: { readonly limit: number; readonly lockMs: number },
): boolean {
  const known = counters.get(key);
  const counter =
    known !== undefined && known.windowEnd > at && known.lockedUntil === 0
      ? known
      : { failures: 0, windowEnd: at + WINDOW_MS, lockedUntil: 0 };
  counters.set(key, counter);
  counter.failures += 1;
  if (counter.failures < limit) return false;
  counter.lockedUntil = at + lockMs;
  return true;
}
