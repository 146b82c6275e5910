import { readAddresses } from './addresses';

describe('addresses as people paste them', () => {
  it.each([
    ['one a line', 'ada@x.org\nBob@X.org\n'],
    ['between commas', 'ada@x.org, bob@x.org'],
    ['semicolons', 'ada@x.org;bob@x.org'],
    ['Arabic commas', 'ada@x.org، bob@x.org'],
    ['with names, as mail programs write them', 'Bob the builder <bob@x.org>, Ada <ada@x.org>'],
    ['twice', 'ada@x.org bob@x.org ada@x.org'],
  ])('are read: %s', (_how, text) => {
    const { emails, wrong } = readAddresses(text);
    expect([[...emails].sort(), wrong]).toEqual([['ada@x.org', 'bob@x.org'], []]);
  });

  it('are told apart from what is none', () => {
    expect(readAddresses('ada@x.org, nonsense')).toEqual({ emails: ['ada@x.org'], wrong: ['nonsense'] });
    expect(readAddresses(' \n')).toEqual({ emails: [], wrong: [] });
  });
});
