import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatabaseService } from '../../database/database.service.js';
import { PatienceService } from './patience.service.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const after = async <T>(ms: number, value: T): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return value;
};
const patienceWith = (ping: () => Promise<number>): PatienceService =>
  new PatienceService({ ping } as unknown as DatabaseService);

describe('a query that takes long', () => {
  it('is waited for as long as the database lives', async () => {
    const ping = vi.fn(() => Promise.resolve(1));
    const answer = patienceWith(ping).wait(() => after(10_000, 'rows'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toBe('rows');
    expect(ping.mock.calls.length).toBeGreaterThan(5);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is given up and ended within two seconds when the database hangs', async () => {
    const ping = async (): Promise<number> => {
      await after(1_600, 1);
      throw new Error('timed out');
    };
    let signal: AbortSignal | undefined;
    const start = performance.now();
    const refused = expect(
      patienceWith(ping).wait(async (given) => {
        signal = given;
        return await after(60_000, 'rows');
      }),
    ).rejects.toThrow('timed out');
    await vi.advanceTimersByTimeAsync(1_999);
    await refused;
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(signal?.aborted).toBe(true);
  });

  it('is given up after half a minute in any case', async () => {
    const refused = expect(
      patienceWith(() => Promise.resolve(1)).wait(() => after(60_000, 'rows')),
    ).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await vi.advanceTimersByTimeAsync(35_000);
    await refused;
  });

  it('that is quick, or fails by itself, costs no look', async () => {
    const ping = vi.fn(() => Promise.resolve(1));
    const quick = patienceWith(ping).wait(() => after(50, 'rows'));
    await vi.advanceTimersByTimeAsync(50);
    expect(await quick).toBe('rows');
    await expect(patienceWith(ping).wait(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ping).not.toHaveBeenCalled();
  });
});
