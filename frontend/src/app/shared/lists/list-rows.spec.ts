import { MAX_ROWS, append, canLoadMore, noRows } from './list-rows';

const items = (...names: string[]) => names.map((name) => ({ name }));
const nameOf = (row: { name: string }) => row.name;

describe('the rows of a list', () => {
  it('grow page by page, and what comes twice stands there once', () => {
    const first = append(noRows, { items: items('a', 'b'), next: 'after-b' }, nameOf);
    const both = append(first, { items: items('b', 'c'), next: null }, nameOf);
    expect(both.shown.map(nameOf)).toEqual(['a', 'b', 'c']);
    expect([canLoadMore(first), canLoadMore(both)]).toEqual([true, false]);
  });

  it('end at a thousand, whatever is left to load', () => {
    const many = items(...Array.from({ length: MAX_ROWS + 5 }, (_, index) => String(index)));
    const rows = append(noRows, { items: many, next: 'more' }, nameOf);
    expect(rows.shown).toHaveLength(MAX_ROWS);
    expect(canLoadMore(rows)).toBe(false);
  });
});
