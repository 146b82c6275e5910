import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommonPasswordsService } from './common-passwords.service.js';

const passwords = new CommonPasswordsService();
beforeAll(async () => {
  await passwords.onModuleInit();
});

describe('a common guess', () => {
  it.each([
    'password',
    'Password1',
    'Password1!',
    'P@ssw0rd',
    'P@ssw0rd123',
    'Spring2026!',
    'Spring-2026',
    'Dragon99#',
    'Classy123',
    'November2026',
    'QWERTY',
    'Qwerty123456',
    '123456',
    'Letmein2026',
    'Ｐａｓｓｗｏｒｄ１',
  ])('is %s', (typed) => {
    expect(passwords.isGuess(typed)).toBe(true);
  });

  it.each([
    '',
    '!',
    '2026!',
    'correct-horse-battery-42',
    'Spring-lantern-quartz',
    'xk2f9!qv',
    'amber4711#1',
    'a1',
    '٣',
  ])('is not "%s"', (typed) => {
    expect(passwords.isGuess(typed)).toBe(false);
  });

  it('may be of any length and any characters without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        expect(typeof passwords.isGuess(typed)).toBe('boolean');
      }),
    );
  });

  it('does not take long to tell for a text made to be slow', () => {
    const slow = `${'1!'.repeat(40_000)}x`;
    for (let round = 0; round < 1_000; round += 1) expect(passwords.isGuess(slow)).toBe(false);
  });
});
