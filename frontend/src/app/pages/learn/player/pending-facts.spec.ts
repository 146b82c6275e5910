import { factsFrom, joined, type Fact } from './pending-facts';

const watched = (from: number, to: number, blockId = 'video1'): Fact => ({
  course: 'night-sky',
  lessonId: 'a',
  kind: 'watched',
  blockId,
  facts: { ranges: [[from, to]], seconds: to },
});
const viewed: Fact = { course: 'night-sky', lessonId: 'a', kind: 'viewed' };

describe('what waits for the connection', () => {
  it('is one fact for each thing, with all that was watched, in the order it began', () => {
    expect(joined([viewed, watched(0, 10)], [watched(10, 20), viewed, watched(5, 6, 'video2')])).toEqual([
      viewed,
      watched(0, 20),
      watched(5, 6, 'video2'),
    ]);
  });

  it('does not grow without end: the oldest go', () => {
    const many = Array.from({ length: 300 }, (_, index): Fact => ({ ...viewed, lessonId: String(index) }));
    const kept = joined([], many);
    expect(kept).toHaveLength(200);
    expect(kept.at(-1)?.lessonId).toBe('299');
  });

  it('is read again from where it was kept, unless somebody wrote something else there', () => {
    expect(factsFrom(JSON.stringify([viewed, watched(0, 9)]))).toEqual([viewed, watched(0, 9)]);
    expect([factsFrom(null), factsFrom('{'), factsFrom('[{"kind":"erase"}]')]).toEqual([[], [], []]);
  });
});
