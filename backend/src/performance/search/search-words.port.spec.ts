import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemOf, stemsOf, wordsOf } from './search-words.port.js';

describe('words to search for', () => {
  it.each([
    ['Éclipses, WHEN three bodies', ['eclipses', 'when', 'three', 'bodies']],
    ['السَّماءُ اللّيليّة', ['السماء', 'الليليه']],
    ['قـــراءة', ['قراءه']],
    ['أحمد إلى آخر', ['احمد', 'الي', 'اخر']],
    ['٢٠٢٦ and ۲۰۲۶', ['2026', 'and', '2026']],
    ['ﷲ ﬁne', ['الله', 'fine']],
    ['<>"\'$%*-', []],
  ])('of %s are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ['stars', 'star'],
    ['studies', 'study'],
    ['classes', 'class'],
    ['class', 'class'],
    ['planets', 'planet'],
    ['running', 'run'],
    ['planned', 'plan'],
    ['reading', 'read'],
    ['phases', 'phase'],
    ['sing', 'sing'],
    ['الكواكب', 'كواكب'],
    ['والكواكب', 'كواكب'],
    ['كوكب', 'كوكب'],
    ['المعلمون', 'المعلمين'],
    ['معلمات', 'معلم'],
  ])('meet: %s and %s', (one, other) => {
    expect(stemsOf(one)).toEqual(stemsOf(other));
  });

  it('keep a stem that is a stem, so that both sides of a search meet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const word of wordsOf(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(stemOf(word).length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
