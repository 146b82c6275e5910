import { Paced } from './paced';

describe('things that arrive quickly', () => {
  let portions: (readonly number[])[];

  beforeEach(() => {
    vi.useFakeTimers();
    portions = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const paced = (limit = 1_000) => new Paced<number>(200, limit, (items) => portions.push(items));

  it('are handed on at once after a quiet time, and then in portions, all of them and in their order', () => {
    const pace = paced();
    for (let n = 0; n < 50; n += 1) {
      pace.add([n, n + 0.5]);
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(200);
    expect(portions[0]).toEqual([0, 0.5]);
    expect(portions.length).toBeLessThanOrEqual(7);
    expect(portions.flat()).toEqual(Array.from({ length: 100 }, (_, index) => index / 2));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('do not pile up where no timer runs', () => {
    const pace = paced(10);
    for (let n = 0; n < 100; n += 1) pace.add([n]);
    expect(portions.flat().length).toBeGreaterThanOrEqual(91);
  });

  it('are forgotten where nobody wants them any more', () => {
    const pace = paced();
    pace.add([1]);
    pace.add([2]);
    pace.clear();
    vi.advanceTimersByTime(1_000);
    expect(portions).toEqual([[1]]);
  });
});
