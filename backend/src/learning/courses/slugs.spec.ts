import { courseSlugSchema } from '@classy-book/contracts/courses';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSlug, slugOf } from './slugs.js';

describe('the slug of a title', () => {
  it.each([
    ['Ünïcode & more!', 'unicode-more'],
    ['  Go  ', 'course-go'],
    ['أساسيات الرِّياضيَّات', 'اساسيات-الرياضيات'],
    ['مقدّمـــة في Python 3', 'مقدمة-في-python-3'],
    ['数学', 'course'],
    ['---', 'course'],
    ['0123456789abcdef01234567', 'course-0123456789abcdef01234567'],
  ])('%s is %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('is one that the address of a course can hold, whatever the title, also when the first choice is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 160 }), fc.nat({ max: 9 }), (title, tried) => {
        const slug = nextSlug(slugOf(title), tried, () => 'k3x9a');
        expect(courseSlugSchema.safeParse(slug).success).toBe(true);
      }),
    );
  });
});
