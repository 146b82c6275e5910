import { describe, expect, it } from 'vitest';
import { DistinctSketch } from './distinct-sketch.js';

function sketchOf(count: number, sketch = new DistinctSketch()): DistinctSketch {
  for (let n = 0; n < count; n += 1) sketch.add(`account${String(n)}@example.org`);
  return sketch;
}

describe('a count of distinct values', () => {
  it.each([0, 1, 10, 511])('is exact for %i', (count) => {
    expect(sketchOf(count).count).toBe(count);
  });

  it.each([2_000, 20_000])('is about right for %i', (count) => {
    const found = sketchOf(count).count;
    expect(Math.abs(found - count) / count).toBeLessThan(0.15);
  });

  it('counts nothing twice, also after it was stored', () => {
    const stored = sketchOf(3_000).write();
    const again = sketchOf(3_000, new DistinctSketch(stored));
    expect(again.count).toBe(sketchOf(3_000).count);
    expect(stored.length).toBeLessThanOrEqual(3_072);
  });

  it('never counts down', () => {
    const sketch = new DistinctSketch();
    let before = 0;
    for (let n = 0; n < 3_000; n += 1) {
      sketch.add(String(n));
      expect(sketch.count).toBeGreaterThanOrEqual(before);
      before = sketch.count;
    }
  });
});
