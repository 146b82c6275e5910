import { describe, expect, it } from 'vitest';
import { isPersonal, isRepetition } from './personal-words.js';

const ADA = { email: 'ada.king@example.org', firstName: 'Ada', lastName: 'Lovelace' };

describe('a password that says who its owner is', () => {
  it.each([
    ['the email', 'ada.king@example.org'],
    ['the part before the @', 'AdaKing2026'],
    ['the name', 'Ada Lovelace!'],
    ['the name turned round', 'lovelace_ada_1815'],
    ['the last name with digits around it', '1815lovelace1815'],
    ['the last name in wide letters', 'ｌｏｖｅｌａｃｅ'],
    ['the product', 'Classy-Book 1'],
  ])('is found: %s', (_what, password) => {
    expect(isPersonal(password, ADA)).toBe(true);
  });

  it.each(['lovelace wrote notes', 'a classy red bicycle', 'king of the hill top', 'Adabraka-9-market'])(
    'is not found where there is more to it: %s',
    (password) => {
      expect(isPersonal(password, ADA)).toBe(false);
    },
  );

  it('is not looked for under a name of one or two letters', () => {
    expect(isPersonal('12345678', { email: 'x@y.zz', firstName: 'A', lastName: 'B' })).toBe(false);
  });
});

describe('a repetition', () => {
  it.each(['aaaaaaaaaa', 'abababababab', 'abcabcabcabc', '        '])('is found: %s', (password) => {
    expect(isRepetition(password)).toBe(true);
  });

  it.each(['hello hello hello', 'abcdabcd', 'correct horse'])('is not: %s', (password) => {
    expect(isRepetition(password)).toBe(false);
  });
});
