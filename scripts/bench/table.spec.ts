import { describe, expect, it } from 'vitest';
import { type Figure, keepsBar } from './measure.ts';
import { spreadOf } from './statistics.ts';
import { tableOf } from './table.ts';

const figure = (median: number, bar?: Figure['bar']): Figure => ({
  name: 'a ratio',
  value: spreadOf([median - 0.1, median, median + 0.1]),
  unit: 'x',
  ...(bar === undefined ? {} : { bar }),
});

describe('a bar', () => {
  it.each([
    [1.6, { atMost: 1.6 }, true],
    [1.7, { atMost: 1.6 }, false],
    [0.7, { atLeast: 0.7 }, true],
    [0.6, { atLeast: 0.7 }, false],
    [5, undefined, null],
  ])('with a median of %d and the bar %j is kept: %s', (median, bar, kept) => {
    expect(keepsBar(figure(median, bar))).toBe(kept);
  });
});

describe('the table', () => {
  it('shows the median, how far the rounds lie apart, the bar and whether it is kept', () => {
    const [head, , row] = tableOf('Sign-in', [figure(1.45, { atMost: 1.6 })]).split('\n');
    expect(head).toMatch(/^Sign-in +median +lowest \.\. highest +bar$/);
    expect(row).toMatch(/^a ratio +1\.45 x +1\.35 \.\. 1\.55 +at most 1\.60 +kept$/);
  });

  it('cries out where a bar is missed', () => {
    expect(tableOf('Sign-in', [figure(2, { atMost: 1.6 })])).toContain('MISSED');
  });

  it('keeps its columns in line', () => {
    const figures = [figure(1.5, { atMost: 1.6 }), { ...figure(12_345, { atMost: 20_000 }), name: 'a longer name' }];
    const [, , one, other] = tableOf('T', figures).split('\n');
    for (const mark of [' x ', 'at most', 'kept']) expect(one?.indexOf(mark)).toBe(other?.indexOf(mark));
  });
});
