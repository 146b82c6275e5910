import {
  BSONRegExp,
  Binary,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  serialize,
  type Document,
} from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBson, decode, elementsOf, nestedDocument, onlyElements, withoutElements } from './bson-elements.ts';

const EVERY_TYPE: Document = {
  double: new Double(1.5),
  text: 'täxt',
  document: { a: { b: 1 } },
  array: [1, 'two', null],
  binary: new Binary(Buffer.from('bytes')),
  id: new ObjectId('0123456789abcdef01234567'),
  yes: true,
  date: new Date(0),
  nothing: null,
  expression: new BSONRegExp('a.c', 'i'),
  code: new Code('return 1'),
  scoped: new Code('return x', { x: 1 }),
  int: new Int32(7),
  timestamp: new Timestamp({ t: 1, i: 2 }),
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('0.1'),
  low: new MinKey(),
  high: new MaxKey(),
};

const bytesOf = (document: Document): Buffer => Buffer.from(serialize(document));

describe('elementsOf', () => {
  it('walks every type of value', () => {
    const names = [...elementsOf(bytesOf(EVERY_TYPE))].map(({ name }) => name);
    expect(names).toEqual(Object.keys(EVERY_TYPE));
  });

  it('refuses bytes whose lengths do not add up, and nothing worse happens', () => {
    const whole = bytesOf(EVERY_TYPE);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (place, value) => {
        const damaged = Buffer.from(whole);
        damaged[place] = value;
        try {
          for (const { end } of elementsOf(damaged)) expect(end).toBeLessThan(damaged.length);
        } catch (failure) {
          expect(failure).toBeInstanceOf(MalformedBson);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['too short', Buffer.from([4, 0, 0, 0])],
    ['a wrong length', Buffer.from([6, 0, 0, 0, 0])],
    ['no end', Buffer.from([5, 0, 0, 0, 1])],
    ['an unknown type', Buffer.from([8, 0, 0, 0, 0x60, 0x61, 0, 0])],
  ])('refuses a document that has %s', (_what, bytes) => {
    expect(() => [...elementsOf(bytes)]).toThrow(MalformedBson);
  });
});

describe('withoutElements and onlyElements', () => {
  it('split a document into what is named and the rest, without touching a value', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...Object.keys(EVERY_TYPE))), (names) => {
        const chosen = new Set(names);
        const pick = (wanted: boolean): Document =>
          Object.fromEntries(Object.entries(EVERY_TYPE).filter(([name]) => chosen.has(name) === wanted));
        const whole = bytesOf(EVERY_TYPE);
        expect(onlyElements(whole, chosen).equals(bytesOf(pick(true)))).toBe(true);
        expect(withoutElements(whole, chosen).equals(bytesOf(pick(false)))).toBe(true);
      }),
    );
  });

  it('give back the very same bytes where nothing is taken out', () => {
    const whole = bytesOf(EVERY_TYPE);
    expect(withoutElements(whole, new Set(['other']))).toBe(whole);
  });
});

describe('nestedDocument', () => {
  it('gives the bytes of a document and of nothing else', () => {
    expect(decode(nestedDocument(bytesOf(EVERY_TYPE), 'document') ?? Buffer.alloc(0))).toEqual({
      a: { b: new Int32(1) },
    });
    expect(nestedDocument(bytesOf(EVERY_TYPE), 'array')).toBeUndefined();
    expect(nestedDocument(bytesOf(EVERY_TYPE), 'missing')).toBeUndefined();
  });
});
