import { filterFromUrl, filterToQuery, filterToUrl, isFiltered, nextSort, noFilter, sortOf } from './files-filter';

const id = 'a'.repeat(24);
const read = (url: string) => {
  const params = new URLSearchParams(url);
  return filterFromUrl((name) => params.get(name));
};

describe('the filter of the files', () => {
  it('comes back from the URL as it was written', () => {
    const filter = {
      search: 'moon',
      purposes: ['video', 'avatar'],
      states: ['checking'],
      storage: 'local',
      use: 'used',
      ownerId: id,
      courseId: id,
      sort: 'size',
      file: id,
    } as const;
    const written = Object.entries(filterToUrl(filter)).map(([name, value]): [string, string] => [name, value ?? '']);
    expect(read(new URLSearchParams(written).toString())).toEqual(filter);
    expect(filterToQuery(filter)).toEqual({
      search: 'moon',
      purpose: 'video,avatar',
      state: 'checking',
      storage: 'local',
      unused: 'false',
      ownerId: id,
      courseId: id,
    });
  });

  it('leaves out what it does not understand', () => {
    expect(read('purpose=gold&state=,&storage=tape&unused=perhaps&ownerId=me&courseId=&sort=name&file=1')).toEqual(
      noFilter,
    );
    expect(isFiltered(noFilter)).toBe(false);
    expect(isFiltered({ ...noFilter, sort: 'size', file: id })).toBe(false);
  });

  it('turns the order of a column round, and begins with the largest and the newest', () => {
    expect(nextSort('size', '-createdAt')).toBe('-size');
    expect(nextSort('size', '-size')).toBe('size');
    expect(nextSort('size', 'size')).toBe('-size');
    expect(nextSort('created', 'size')).toBe('-createdAt');
    expect(sortOf('created', 'createdAt')).toBe('ascending');
    expect(sortOf('size', 'createdAt')).toBe('none');
  });
});
