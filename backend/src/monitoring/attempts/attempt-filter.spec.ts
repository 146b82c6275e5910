import { attemptFilterSchema } from '@classy-book/contracts/attempts';
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { mayKeepMany, toQuery, toWindow, within } from './attempt-filter.js';

const query = (filter: Record<string, string>): unknown => toQuery(attemptFilterSchema.parse(filter));
const refusal = (filter: Record<string, string>): unknown => {
  try {
    return query(filter);
  } catch (error) {
    return error;
  }
};

describe('the query of a filter', () => {
  it('asks for nothing where nothing is filtered', () => {
    expect(query({})).toEqual({});
    expect(query({ outcome: '' })).toEqual({});
  });

  it('asks for one value by equality and for several by a list, so that the indexes serve both', () => {
    expect(query({ outcome: 'failed', reason: 'wrong_password,unknown_account', method: 'password' })).toEqual({
      outcome: 'failed',
      failureReason: { $in: ['wrong_password', 'unknown_account'] },
      method: 'password',
    });
  });

  it('asks for time by the id, inclusive at its start and exclusive at its end', () => {
    const seconds = (moment: string): string => (Date.parse(moment) / 1000).toString(16);
    const window = toWindow({ from: '2026-11-20T10:00:00+01:00', to: '2026-11-20T10:00:00.500Z' });
    expect(window).toEqual({
      from: `${seconds('2026-11-20T09:00:00Z')}0000000000000000`,
      to: `${seconds('2026-11-20T10:00:00Z')}01f4000000000000`,
    });
    expect(within({ outcome: 'failed' }, window)).toEqual({
      outcome: 'failed',
      _id: { $gte: new mongo.ObjectId(window.from), $lt: new mongo.ObjectId(window.to) },
    });
  });

  it('finds an IPv4 address in every way of writing it, and a range by its bounds', () => {
    const key = '00000000000000000000ffffcb007107';
    expect(query({ address: '203.0.113.7' })).toEqual({ ipKey: key });
    expect(query({ address: '203.0.113.7/32' })).toEqual({ ipKey: key });
    expect(query({ address: '::ffff:203.0.113.7' })).toEqual({ ipKey: key });
    expect(query({ address: '203.0.113.0/24' })).toEqual({
      ipKey: { $gte: '00000000000000000000ffffcb007100', $lte: '00000000000000000000ffffcb0071ff' },
    });
  });

  it('asks for a country by its code, however it is typed, and for attempts of unknown countries', () => {
    expect(query({ country: 'de' })).toEqual({ country: 'DE' });
    expect(query({ country: 'none' })).toEqual({ country: null });
    expect(attemptFilterSchema.safeParse({ country: 'Germany' }).success).toBe(false);
  });

  it('refuses a range off its boundary with the one that was meant, and what is no address', () => {
    expect(refusal({ address: '203.0.113.7/24' })).toMatchObject({
      code: 'RANGE_OFF_BOUNDARY',
      message: expect.stringContaining('203.0.113.0/24'),
    });
    expect(refusal({ address: '203.0.113.999' })).toMatchObject({
      code: 'VALIDATION_FAILED',
      options: { details: [{ path: 'address' }] },
    });
  });

  it('refuses a range of time that is empty or the wrong way round', () => {
    const at = '2026-11-20T10:00:00Z';
    expect(() => toWindow({ from: at, to: at })).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  });

  it('takes times before the epoch and beyond the last id without harm', () => {
    const { from, to } = toWindow({ from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' });
    expect([from, to.slice(0, 8)]).toEqual(['0'.repeat(24), 'f'.repeat(8)]);
  });

  it('knows which filters may keep much of everything', () => {
    const parse = (filter: object) => mayKeepMany(attemptFilterSchema.parse(filter));
    expect(
      [{}, { outcome: '' }, { email: 'a' }, { address: '203.0.113.7' }, { outcome: 'failed', email: 'a' }].map(parse),
    ).toEqual(Array(5).fill(false));
    expect(
      [
        ...[{ outcome: 'failed' }, { reason: 'wrong_password' }, { method: 'password' }],
        ...[{ address: '203.0.113.0/24' }, { country: 'DE' }],
      ].map(parse),
    ).toEqual(Array(5).fill(true));
  });
});
