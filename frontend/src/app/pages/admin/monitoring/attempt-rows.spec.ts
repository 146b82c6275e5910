import fc from 'fast-check';
import { append, arrive, canLoadMore, MAX_ROWS, noRows, release, startWith, type AttemptRows } from './attempt-rows';
import { attemptOf, idOf } from '../../../shared/desk/attempts.test-support';

const attempts = (...values: number[]) => values.map((value) => attemptOf({ id: idOf(value) }));
const upTo = (count: number, first = 1) => attempts(...Array.from({ length: count }, (_, index) => first + index));
const ids = (rows: AttemptRows) => rows.shown.map((row) => Number.parseInt(row.id, 16));

describe('the rows of the table', () => {
  it('stand newest first, each once, whatever arrives in whatever order', () => {
    const batch = fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(batch, fc.boolean()), { maxLength: 15 }), (batches) => {
        const rows = release(batches.reduce((all, [values, hold]) => arrive(all, attempts(...values), hold), noRows));
        const expected = [...new Set(batches.flatMap(([values]) => values))].sort((a, b) => b - a).slice(0, MAX_ROWS);
        expect(ids(rows)).toEqual(expected);
      }),
    );
  });

  it('are never more than a thousand, and the newest ones stay', () => {
    const rows = arrive(arrive(noRows, upTo(900), false), upTo(400, 901), false);
    expect(rows.shown).toHaveLength(MAX_ROWS);
    expect(ids(rows).at(0)).toBe(1_300);
    expect(rows.trimmed).toBe(true);
  });

  it('do not move while the reader holds them, and the new ones are counted', () => {
    const before = startWith({ attempts: upTo(3).reverse(), next: null });
    const held = arrive(arrive(before, upTo(2, 4), true), upTo(1, 6), true);
    expect(held.shown).toBe(before.shown);
    expect(held.heldCount).toBe(3);
    expect(ids(release(held))).toEqual([6, 5, 4, 3, 2, 1]);
    expect(release(held).heldCount).toBe(0);
  });

  it('keep a bounded number aside and still count all of them', () => {
    let rows: AttemptRows = noRows;
    for (let first = 1; first <= 5_000; first += 100) rows = arrive(rows, upTo(100, first), true);
    expect(rows.held).toHaveLength(MAX_ROWS);
    expect(rows.heldCount).toBe(5_000);
    expect(ids(release(rows)).at(0)).toBe(5_000);
  });

  it('count an attempt that comes twice once', () => {
    const rows = arrive(
      arrive(startWith({ attempts: attempts(5), next: null }), attempts(5, 6), true),
      attempts(6),
      true,
    );
    expect(rows.heldCount).toBe(1);
  });
});

describe('loading older rows', () => {
  it('adds them at the end until the table is full', () => {
    let rows = startWith({ attempts: upTo(100, 1_901).reverse(), next: idOf(1_901) });
    while (canLoadMore(rows)) {
      const oldest = ids(rows).at(-1) ?? 0;
      rows = append(rows, { attempts: upTo(100, oldest - 100).reverse(), next: idOf(oldest - 100) });
    }
    expect(rows.shown).toHaveLength(MAX_ROWS);
    expect(ids(rows).at(-1)).toBe(1_001);
  });

  it('ends with the last page', () => {
    expect(
      canLoadMore(append(startWith({ attempts: attempts(2), next: idOf(2) }), { attempts: attempts(1), next: null })),
    ).toBe(false);
  });
});

describe('a list with the oldest first', () => {
  it('keeps its order when more is loaded', () => {
    const rows = startWith({ attempts: attempts(1, 2), next: idOf(2) }, 'timestamp');
    expect(ids(append(rows, { attempts: attempts(3, 4), next: null }))).toEqual([1, 2, 3, 4]);
  });

  it('only counts what arrives, because the place of new rows is not loaded yet', () => {
    const rows = arrive(startWith({ attempts: attempts(1, 2), next: idOf(2) }, 'timestamp'), attempts(900), false);
    expect(ids(rows)).toEqual([1, 2]);
    expect(rows.heldCount).toBe(1);
    expect(ids(release(rows))).toEqual([1, 2]);
  });
});
