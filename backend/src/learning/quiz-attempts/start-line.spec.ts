import { describe, expect, it } from 'vitest';
import { StartLine } from './start-line.js';

describe('a line in front of much work', () => {
  it('lets so many in at once, and all of them in the end, also where some fail', async () => {
    const line = new StartLine(3);
    let [inside, most] = [0, 0];
    const work = async (n: number): Promise<number> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      if (n % 5 === 0) throw new Error('failed');
      return n;
    };
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => line.run(async () => await work(n))));
    expect(most).toBe(3);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
    expect(await line.run(async () => await work(1))).toBe(1);
  });
});
