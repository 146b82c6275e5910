import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretBox } from './secret-box.js';

const key = (id: string) => ({ id, key: randomBytes(32) });

describe('a secret box', () => {
  it('gives back what was put in, and never shows it', () => {
    const box = new SecretBox([key('a')]);
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: 'grapheme' }), fc.string(), (secret, context) => {
        const sealed = box.seal(secret, context);
        expect(sealed).not.toContain(secret);
        expect(box.open(sealed, context)).toBe(secret);
      }),
    );
  });

  it('opens nothing in another context, after a change, or with another key', () => {
    const box = new SecretBox([key('a')]);
    const sealed = box.seal('seed', 'totp:1');
    const flipped = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(() => box.open(sealed, 'totp:2')).toThrow();
    expect(() => box.open(flipped, 'totp:1')).toThrow();
    expect(() => new SecretBox([key('a')]).open(sealed, 'totp:1')).toThrow();
    expect(() => new SecretBox([key('b')]).open(sealed, 'totp:1')).toThrow(/not configured/);
    expect(() => box.open('a.', 'totp:1')).toThrow();
  });

  it('still opens what an older key sealed, and says that it is old', () => {
    const old = key('2025');
    const sealed = new SecretBox([old]).seal('seed', 'x');
    const rotated = new SecretBox([key('2026'), old]);
    expect(rotated.open(sealed, 'x')).toBe('seed');
    expect(rotated.isOutdated(sealed)).toBe(true);
    expect(rotated.isOutdated(rotated.seal('seed', 'x'))).toBe(false);
  });
});
