import fc from 'fast-check';
import { chartOption, labelled } from './chart-options';
import type { Buckets } from './buckets';

const START = Date.parse('2026-11-20T09:00:00Z');

function bucketsOf(length: number, seconds: number): Buckets {
  const counts = Array.from({ length }, (_, index) => ({ succeeded: index, failed: 1, blocked: 0 }));
  return { start: START, bucketMs: seconds * 1_000, counts, countedUntil: START };
}

describe('the time axis', () => {
  it('has a few labels at equal distances, whatever is shown', () => {
    const shape = fc.tuple(
      fc.integer({ min: 12, max: 500 }),
      fc.constantFrom(1, 5, 10, 30, 60, 300, 900, 3_600, 21_600),
    );
    fc.assert(
      fc.property(shape, ([length, seconds]) => {
        const buckets = bucketsOf(length, seconds);
        const places = buckets.counts.flatMap((_, index) => (labelled(buckets, index) ? [index] : []));
        expect(places.length).toBeLessThanOrEqual(9);
        const distances = new Set(places.slice(1).map((place, index) => place - (places[index] ?? 0)));
        expect(distances.size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('labels a quarter of an hour at round minutes', () => {
    const buckets = bucketsOf(90, 10);
    const minutes = buckets.counts.flatMap((_, index) => (labelled(buckets, index) ? [(index * 10) / 60] : []));
    expect(minutes).toEqual([2, 4, 6, 8, 10, 12, 14]);
  });
});

describe('the tooltip', () => {
  const colours = { outcome: { succeeded: '', failed: '', blocked: '' }, text: '', line: '', surface: '', font: '' };
  const texts = {
    outcome: { succeeded: 'Succeeded', failed: 'Failed', blocked: 'Blocked' },
    axis: String,
    bucket: (moment: number) => new Date(moment).toISOString(),
    count: String,
    number: String,
  };
  const formatter = (
    chartOption(bucketsOf(3, 10), colours, texts)['tooltip'] as { formatter: (points: unknown) => string }
  ).formatter;

  it('says what happened in the bar under the pointer', () => {
    expect(formatter([{ dataIndex: 2 }])).toBe(
      '<b>2026-11-20T09:00:20.000Z</b><br>Succeeded: <b>2</b><br>Failed: <b>1</b><br>Blocked: <b>0</b>',
    );
  });

  it('is empty where there is no bar', () => {
    expect(formatter([{ dataIndex: 99 }])).toBe('');
    expect(formatter(null)).toBe('');
  });
});
