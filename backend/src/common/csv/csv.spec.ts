import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.js';

/** Reads one line as RFC 4180 says. */
function read(line: string): string[] {
  const cells: string[] = [];
  let rest = `,${line.slice(0, -2)}`;
  while (rest !== '') {
    const [all = '', quoted, plain = ''] = /^,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest) ?? [];
    if (all === '') throw new Error('this is no CSV');
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    rest = rest.slice(all.length);
  }
  return cells;
}

describe('a line of CSV', () => {
  it.each(['=cmd|/C calc!A0', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1+1', '"=1"'.slice(1)])(
    'does not let a spreadsheet run %j',
    (cell) => {
      expect(csvLine([cell])).toMatch(/^"?'/);
    },
  );

  it('quotes what would break the line', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', null, 3, true])).toBe(
      '"a,b","say ""hi""","two\nlines",,3,true\r\n',
    );
  });

  it('leaves ordinary values alone', () => {
    expect(csvLine(['ada@example.org', '203.0.113.7', 'Chrome 146 · Windows'])).toBe(
      'ada@example.org,203.0.113.7,Chrome 146 · Windows\r\n',
    );
  });

  it('can be read back, whatever the cells hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '=', ' ') }), { minLength: 2 }),
        (cells) => {
          const back = read(csvLine(cells));
          expect(back.map((cell) => cell.replace(/^'/, ''))).toEqual(cells.map((cell) => cell.replace(/^'/, '')));
        },
      ),
    );
  });
});
