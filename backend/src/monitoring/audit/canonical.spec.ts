import fc from 'fast-check';
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.js';

const { BSON, ObjectId } = mongo;

describe('the canonical text of a document', () => {
  it('does not depend on the order of the fields', () => {
    expect(canonicalText({ a: 1, b: { c: [1, 2], d: null } })).toBe(canonicalText({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  it.each([
    [{ at: new Date(0) }, { at: new Date(0).toISOString() }],
    [{ id: ObjectId.createFromHexString('a'.repeat(24)) }, { id: 'a'.repeat(24) }],
    [{ n: 1 }, { n: '1' }],
    [{ n: null }, { n: NaN }],
    [{ n: Infinity }, { n: -Infinity }],
    [{ list: [1, [2]] }, { list: [1, 2] }],
    [{ a: 1 }, { a: 1, b: null }],
    [{ n: new BSON.Decimal128('1') }, { n: 1 }],
    [{ n: new BSON.Binary(Buffer.from('ab')) }, { n: 'ab' }],
  ])('tells %j from %j', (one, other) => {
    expect(canonicalText(one)).not.toBe(canonicalText(other));
  });

  it('is the same after the document went through the database format', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.double({ noNaN: true }),
        fc.date({ noInvalidDate: true }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ minLength: 1, maxLength: 8 }).filter((key) => !key.includes('\0')),
          tie('value'),
          { maxKeys: 4 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (sample) => {
        const back = BSON.deserialize(BSON.serialize({ sample }));
        expect(canonicalText(back)).toBe(canonicalText({ sample }));
      }),
    );
  });
});
