import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRoster } from './roster-file.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const read = (csv: string) => readRoster(csv, NOW);

describe('a roster', () => {
  it.each([
    ['commas', 'email,firstName,lastName,expires\nada@x.org,Ada,Lovelace,2027-01-31\n'],
    [
      'semicolons and a byte order mark',
      '\ufeffE-Mail;First name;Last name;Expires\r\nada@x.org;Ada;Lovelace;2027-01-31',
    ],
    ['tabs, in another order', 'Surname\tGiven name\tUntil\tEmail address\nLovelace\tAda\t2027-01-31\tADA@x.org'],
    ['quotes', '"email","first_name","last_name","expires"\n"ada@x.org","Ada","Lovelace","2027-01-31"'],
    [
      'Arabic headers and digits',
      'البريد الإلكتروني,الاسم الأول,اسم العائلة,تاريخ الانتهاء\nada@x.org,Ada,Lovelace,٢٠٢٧-٠١-٣١',
    ],
    [
      'columns that nobody knows',
      'id,email,class,first name,surname,expiry date\n7,ada@x.org,7b,Ada,Lovelace,2027-01-31',
    ],
  ])('is read with %s', (_how, csv) => {
    expect(read(csv)).toEqual([
      {
        line: 2,
        email: 'ada@x.org',
        name: 'Ada Lovelace',
        expires: expect.stringMatching(/^[\d٠-٩-]{10}$/) as unknown,
        expiresAt: new Date('2027-01-31T23:59:59.999Z'),
        result: 'unread',
      },
    ]);
  });

  it('may be nothing but addresses', () => {
    expect(read('a@x.org\nb@x.org\n\n').map(({ line, email }) => [line, email])).toEqual([
      [1, 'a@x.org'],
      [2, 'b@x.org'],
    ]);
  });

  it('tells what its rows have wrong, on the lines where they begin', () => {
    const csv =
      'email,name,expires\nada@x.org,"Ada\nof London",\nno address,,\nADA@X.org,,\nbob@x.org,,2026-02-30\neve@x.org,,2020-01-01\n,,';
    expect(read(csv).map(({ line, email, result }) => [line, email, result])).toEqual([
      [2, 'ada@x.org', 'unread'],
      [4, 'no address', 'bad_email'],
      [5, 'ada@x.org', 'doubled'],
      [6, 'bob@x.org', 'bad_date'],
      [7, 'eve@x.org', 'bad_date'],
    ]);
  });

  it.each(['', 'name,class\nAda,7b', 'email\n', '\ufeff', '{"email":"a@x.org"}'])(
    'is refused where it is none: %j',
    (csv) => {
      expect(() => read(csv)).toThrow(/^The file /);
    },
  );

  it('has at most five thousand rows', () => {
    const rows = (count: number): string =>
      `email\n${Array.from({ length: count }, (_, n) => `p${String(n)}@x.org`).join('\n')}`;
    expect(read(rows(5_000))).toHaveLength(5_000);
    expect(() => read(rows(5_001))).toThrow('more than 5000 rows');
  });

  it('whatever it holds, is read or refused, and hands on no control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (junk) => {
        for (const { email, name, expires } of read(`email,name,expires\na@x.org,,\n${junk}`)) {
          expect(`${email}${name}${expires}`).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 40 },
    );
  });
});
