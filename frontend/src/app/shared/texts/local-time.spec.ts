import fc from 'fast-check';
import { localText, momentOf } from './local-time';

describe('a moment in a date field', () => {
  it('comes back as the same moment', () => {
    // One in the hour that is repeated when summer time ends could be either: the middle of a winter month is not.
    const seconds = fc.integer({ min: 0, max: 20 * 86_400 - 1 });
    fc.assert(
      fc.property(seconds, (second) => {
        const moment = new Date(Date.parse('2026-01-05T00:00:00Z') + second * 1_000).toISOString();
        expect(momentOf(localText(moment))).toBe(moment);
      }),
    );
  });

  it('is none while the field is empty or half filled in', () => {
    expect(momentOf('')).toBeNull();
    expect(momentOf('2026-13-99')).toBeNull();
  });
});
