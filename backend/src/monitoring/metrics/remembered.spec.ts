import { describe, expect, it, vi } from 'vitest';
import { Remembered } from './remembered.js';

describe('a remembered value', () => {
  it('is worked out once for all who ask at the same time, and again when it is stale', async () => {
    let now = 0;
    const work = vi.fn(() => Promise.resolve(work.mock.calls.length));
    const value = new Remembered(1_000, () => now, work);
    expect(await Promise.all([value.get(), value.get(), value.get()])).toEqual([1, 1, 1]);
    now = 999;
    expect(await value.get()).toBe(1);
    now = 1_000;
    expect(await value.get()).toBe(2);
  });

  it('does not remember a failure, nor trust a clock that was set back', async () => {
    let now = 5_000;
    const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue('here');
    const value = new Remembered(1_000, () => now, work);
    await expect(value.get()).rejects.toThrow('away');
    expect(await value.get()).toBe('here');
    now = 1_000;
    await value.get();
    expect(work).toHaveBeenCalledTimes(3);
  });
});
