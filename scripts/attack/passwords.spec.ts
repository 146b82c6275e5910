import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mistyped } from './passwords.ts';
import { seededRandom } from './random.ts';

it('a mistyped password is never the right one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 128 }), fc.nat(), (password, seed) => {
      const typed = mistyped(password, seededRandom(seed));
      expect(typed).not.toBe(password);
      expect(typed).not.toBe('');
    }),
  );
});
