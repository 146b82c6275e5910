import { filterFromUrl, filterToQuery, filterToUrl, nextSort, noFilter, sortOf } from './people-filter';

const fromUrl = (values: Readonly<Record<string, string>>) => filterFromUrl((name) => values[name] ?? null);

describe('the filter of people', () => {
  it('comes back from the URL as it went in', () => {
    const filter = fromUrl({
      q: 'ada',
      status: 'active,pending',
      source: 'csv',
      progress: 'some',
      risk: 'any',
      sort: '-progress',
    });
    expect(filter).toMatchObject({ q: 'ada', statuses: ['pending', 'active'], sources: ['csv'], sort: '-progress' });
    const url = filterToUrl(filter);
    expect(fromUrl(url as Record<string, string>)).toEqual(filter);
    expect(filterToQuery(noFilter)).toEqual({});
  });

  it('leaves out what cannot be understood', () => {
    expect(fromUrl({ status: 'nobody', sort: 'email', risk: 'x', progress: '' })).toEqual(noFilter);
  });

  it('turns the order of a column round, and begins with the one that is wanted first', () => {
    expect(nextSort('lastActivity', 'name')).toBe('-lastActivity');
    expect(nextSort('lastActivity', '-lastActivity')).toBe('lastActivity');
    expect([sortOf('person', 'name'), sortOf('person', '-progress')]).toEqual(['ascending', 'none']);
  });
});
