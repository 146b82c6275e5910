const BURST = 10;
const PER_SECOND = 2;
const PATIENCE = 100;

/** What is to be done with a message of a client. */
export type MessageVerdict = 'accept' | 'refuse' | 'disconnect';

/**
 * How many messages a client may send: ten at once, two a second in the long run. Who goes on regardless, a hundred
 * times, is disconnected.
 */
export class MessageLimiter {
  private tokens = BURST;
  private refused = 0;
  private last: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: number) {
    this.last = now;
  }

  judge(now: number): MessageVerdict {
    this.tokens = Math.min(BURST, this.tokens + ((now - this.last) / 1000) * PER_SECOND);
    this.last = now;
    if (this.tokens >= 1) {
      this.tokens -= 1;
      return 'accept';
    }
    this.refused += 1;
    return this.refused >= PATIENCE ? 'disconnect' : 'refuse';
  }
}
