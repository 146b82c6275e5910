import { describe, expect, it } from 'vitest';
import { visualOrder } from './visual-order.js';

const words = (text: string, direction: 'ltr' | 'rtl') =>
  visualOrder(text, direction)
    .map((piece) => piece.text.trim())
    .filter((piece) => piece !== '');
const seen = (text: string, direction: 'ltr' | 'rtl') => visualOrder(text, direction).map((piece) => piece.text);

describe('a line on paper, from left to right', () => {
  it('is as it is written where nothing runs the other way', () => {
    expect(visualOrder('Ada Lovelace', 'ltr')).toEqual([{ text: 'Ada Lovelace', part: 'latin' }]);
    expect(visualOrder('ليلى حداد', 'rtl')).toEqual([{ text: 'ليلى حداد', part: 'arabic' }]);
  });

  it('has numbers and Latin words in an Arabic line where they are read', () => {
    expect(words('صدرت في 20 نوفمبر 2026', 'rtl')).toEqual(['2026', 'نوفمبر', '20', 'صدرت في']);
    expect(words('دورة Python للمبتدئين', 'rtl')).toEqual(['للمبتدئين', 'Python', 'دورة']);
  });

  it('has an Arabic name in an English line as one', () => {
    expect(seen('Taught by ليلى حداد', 'ltr')).toEqual(['Taught by ', 'ليلى حداد']);
  });

  it('turns brackets round with their text', () => {
    expect(seen('دورة (أ)', 'rtl')).toEqual(['(', 'أ', ')', 'دورة ']);
  });

  it('loses and adds nothing', () => {
    const text = 'Łódź — كتاب (2026) 12-34 «س» & Ç';
    const sorted = (value: string) =>
      Array.from(value)
        .map((c) => ({ '(': ')', '«': '»' })[c] ?? c)
        .sort()
        .join('');
    expect(sorted(seen(text, 'rtl').join(''))).toBe(sorted(text));
  });
});
