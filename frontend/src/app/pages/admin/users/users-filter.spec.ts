import { filterFromUrl, filterToQuery, filterToUrl, isFiltered, nextSort, noFilter, sortOf } from './users-filter';

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return filterFromUrl((name) => params.get(name));
};

describe('the filter of the users', () => {
  it('survives the way into the URL and back', () => {
    const filter = {
      search: 'maya',
      role: 'support_desk',
      states: ['active', 'locked'] as const,
      secondFactor: 'off' as const,
      sort: '-lastSeenAt' as const,
    };
    const url = new URLSearchParams(
      Object.entries(filterToUrl(filter)).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    );
    expect(read(url.toString())).toEqual(filter);
  });

  it('leaves out what cannot be understood', () => {
    expect(read('role=No%20Role&state=locked,gone&secondFactor=maybe&sort=password&search=%00')).toEqual({
      ...noFilter,
      states: ['locked'],
    });
  });

  it('leaves the usual things out of the URL and the order out of the export', () => {
    expect(Object.values(filterToUrl(noFilter)).filter((value) => value !== null)).toEqual([]);
    expect(filterToQuery({ ...noFilter, sort: '-createdAt', role: 'admin' })).toEqual({ role: 'admin' });
    expect(isFiltered({ ...noFilter, sort: '-createdAt' })).toBe(false);
    expect(isFiltered({ ...noFilter, states: ['locked'] })).toBe(true);
  });

  it('turns the order of a column round, and begins another with what is wanted first', () => {
    expect(nextSort('person', 'email')).toBe('-email');
    expect(nextSort('person', '-email')).toBe('email');
    expect(nextSort('lastSeen', 'email')).toBe('-lastSeenAt');
    expect(sortOf('lastSeen', '-lastSeenAt')).toBe('descending');
    expect(sortOf('created', '-lastSeenAt')).toBe('none');
  });
});
