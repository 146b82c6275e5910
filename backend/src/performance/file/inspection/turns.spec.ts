import { expect, it } from 'vitest';
import { Turns } from './turns.js';

it('only so many run at once, a few wait in their order, and the rest is told to come again', async () => {
  const turns = new Turns(2, 2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = async (number: number) =>
    await turns.take(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      return number;
    });
  const taken = [1, 2, 3, 4].map(work);
  await expect(work(5)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(begun).toEqual([1, 2]);
  ends.shift()?.();
  expect(await taken[0]).toBe(1);
  expect(begun).toEqual([1, 2, 3]);
  ends.shift()?.();
  await taken[1];
  while (ends.length > 0) ends.shift()?.();
  expect(await Promise.all(taken)).toEqual([1, 2, 3, 4]);
  await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await turns.take(() => Promise.resolve());
});
