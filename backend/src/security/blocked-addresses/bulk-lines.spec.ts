import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './bulk-lines.js';

const read = (text: string) => readLines(text).map(({ address, reason, length }) => [address, reason, length]);

describe('a pasted list', () => {
  it('is read line by line, with or without reason and length', () => {
    expect(read('203.0.113.7\r\n 203.0.113.8 , Scanner ,30\n203.0.113.9,,Permanent\n203.0.113.10,x,growing')).toEqual([
      ['203.0.113.7', null, null],
      ['203.0.113.8', 'Scanner', { durationMinutes: 30 }],
      ['203.0.113.9', null, { permanent: true }],
      ['203.0.113.10', 'x', { growing: true }],
    ]);
  });

  it('may carry headings, comments, blank lines and a byte order mark; lines keep their numbers', () => {
    const text =
      '\uFEFFaddress,reason\n\n# feed\n203.0.113.7 # seen today\n203.0.113.0/24 ; SBL1\n,,\n203.0.113.8,is #1';
    expect(readLines(text).map(({ line, address, reason }) => [line, address, reason])).toEqual([
      [4, '203.0.113.7', null],
      [5, '203.0.113.0/24', null],
      [7, '203.0.113.8', 'is #1'],
    ]);
  });

  it('takes reasons in double quotes, which may hold commas and quotes', () => {
    expect(read('203.0.113.7,"Scanner, ""loud""",60')).toEqual([
      ['203.0.113.7', 'Scanner, "loud"', { durationMinutes: 60 }],
    ]);
  });

  it.each([
    ['203.0.113.7,x,0', /minutes from 1/],
    ['203.0.113.7,x,525601', /minutes from 1/],
    ['203.0.113.7,x,1e3', /minutes from 1/],
    ['203.0.113.7,x,-5', /minutes from 1/],
    ['203.0.113.7,a,b,c', /three cells/],
    [`203.0.113.7,${'x'.repeat(201)}`, /200 characters/],
    ['203.0.113.7,a\tb', /control characters/],
  ])('says what is wrong with %j', (text, problem) => {
    expect(readLines(text)[0]?.problem).toMatch(problem);
  });

  it('is read whatever stands in it, a result for no more lines than there are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '.', ',', '"', '#', '\n', '\r', ' ', 'é'), maxLength: 60 }),
        (text) => {
          const lines = readLines(text);
          expect(lines.length).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
          for (const { address } of lines) expect(address).not.toMatch(/[\r\n]/);
        },
      ),
    );
  });
});
