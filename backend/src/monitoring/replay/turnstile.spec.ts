import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

describe('a turnstile', () => {
  it('lets only so many run at once, and everybody in the end, also after failures', async () => {
    const turnstile = new Turnstile(3);
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        turnstile.pass(async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, n % 4));
          running -= 1;
          if (n % 5 === 0) throw new Error('no');
          return n;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(running).toBe(0);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
  });
});
