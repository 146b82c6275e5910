import { mongo } from 'mongoose';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.js';
import { plainLine, sanitiseDetails } from './sanitise.js';

describe('details for the audit log', () => {
  it.each([
    'password',
    'newPassword',
    'passwordHash',
    'accessToken',
    'Authorization',
    'api_key',
    'totpSeed',
    'backupCodes',
  ])('mask the value of %s at any depth', (name) => {
    const text = JSON.stringify(
      sanitiseDetails({ before: { [name]: 'very secret' }, list: [{ [name]: ['very secret'] }] }),
    );
    expect(text).not.toContain('very secret');
    expect(text).toContain('[masked]');
  });

  it('keep what is no secret as it is', () => {
    const details = {
      email: 'a@b.org',
      reason: 'wrong_password',
      hash: 'ab',
      count: 3,
      none: null,
      nested: { list: ['x', true] },
    };
    expect(sanitiseDetails(details)).toEqual(details);
  });

  it('hold no control characters, line separators or broken Unicode', () => {
    expect(plainLine('a\u0000b\r\nc\u2028d\ud800e')).toBe('a b  c d\ufffde');
    expect(plainLine('x'.repeat(1_999) + '😀')).toBe('x'.repeat(1_999) + '\ufffd');
  });

  it('are bounded in depth, length and number', () => {
    let deep: Record<string, unknown> = {};
    for (let level = 0; level < 50; level += 1) deep = { deep };
    const size = JSON.stringify(
      sanitiseDetails({ deep, long: 'x'.repeat(1_000_000), many: Array.from({ length: 10_000 }, () => 1) }),
    ).length;
    expect(size).toBeLessThan(5_000);
  });

  it('come back from the database as they went in, whatever was given', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.anything({ withDate: true, withBigInt: true, withMap: true })),
        (anything) => {
          const details = sanitiseDetails(anything);
          const back = mongo.BSON.deserialize(mongo.BSON.serialize(details));
          expect(canonicalText(back)).toBe(canonicalText(details));
        },
      ),
    );
  });
});
