import { Router } from '@angular/router';
import { TestBed } from '@angular/core/testing';
import catalogueAr from '../../../../../public/i18n/catalogue/ar.json';
import catalogueEn from '../../../../../public/i18n/catalogue/en.json';
import { failure } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { cardOf } from '../../../shared/course/catalogue.test-support';
import { openTeachPage, setUpTeach, type Teaching } from '../../../shared/teach/teach.test-support';
import CataloguePage from './catalogue-page';

const texts = { 'catalogue/en': catalogueEn, 'catalogue/ar': catalogueAr };
const empty = { success: true, data: [], pagination: { nextCursor: null, limit: 24 } };

describe('the catalogue', () => {
  let teaching: Teaching;
  let page: HTMLElement;

  async function open(url = '/courses', cards = [cardOf()], locale: 'en' | 'ar' = 'en'): Promise<void> {
    teaching = await setUpTeach({ page: CataloguePage, path: 'courses', role: 'user', texts, locale });
    const { routes } = teaching.api;
    routes.set('GET /catalogue/courses', () => ({ ...empty, data: cards }));
    routes.set('GET /catalogue/filters', () => ({
      success: true,
      data: { languages: [{ language: 'ar', courses: 1 }], tags: [{ tag: 'astronomy', courses: 1 }] },
    }));
    routes.set('GET /search', () => ({
      success: true,
      data: [
        {
          ...{ kind: 'lesson', id: '1'.repeat(24), courseId: '2'.repeat(24), courseSlug: 'night-sky' },
          ...{ courseTitle: 'Reading the night sky', title: 'North', excerpt: 'the pole star' },
        },
      ],
    }));
    ({ page } = await openTeachPage(teaching, url));
  }
  const asked = () => teaching.api.of('/catalogue/courses').at(-1)?.params;

  it('shows a course with what decides about it, as one link', async () => {
    await open();
    expect(byRole(page, 'link', 'Reading the night sky').getAttribute('href')).toBe('/courses/night-sky');
    expect(textOf(page)).toMatch(/Science · For beginners.*Noor Haddad.*2 lessons · 1 h 15 min.*2 reviews.*Free/s);
  });

  it('reads the filters from the address, and writes them there', async () => {
    await open('/courses?category=science&sort=title&level=nonsense');
    expect(Object.fromEntries(asked() ?? [])).toEqual({ category: 'science', sort: 'title', limit: '24' });
    const level = byLabel(page, 'Level');
    level.value = 'advanced';
    level.dispatchEvent(new Event('change'));
    await teaching.api.answer();
    expect(TestBed.inject(Router).url).toBe('/courses?category=science&sort=title&level=advanced');
    expect(asked()?.get('level')).toBe('advanced');
  });

  it('searches for words, and shows one’s own lessons with them', async () => {
    await open();
    type(byLabel(page, 'Search courses'), 'pole');
    submit(page);
    await teaching.api.answer();
    expect(asked()?.get('q')).toBe('pole');
    expect(byRole(page, 'link', 'North').getAttribute('href')).toBe(`/learn/night-sky/${'1'.repeat(24)}`);
  });

  it('says that nothing fits, and takes the filters back', async () => {
    await open('/courses?price=paid', []);
    expect(textOf(page)).toContain('No course fits');
    byRole(page, 'button', 'Clear words and filters').click();
    await teaching.api.answer();
    expect(TestBed.inject(Router).url).toBe('/courses');
  });

  it('says what went wrong, and tries again', async () => {
    await open();
    teaching.api.failing.set('/catalogue/courses', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    byLabel(page, 'Price').value = 'free';
    byLabel(page, 'Price').dispatchEvent(new Event('change'));
    await teaching.api.answer();
    expect(textOf(page)).toContain('The courses could not be loaded');
    teaching.api.failing.clear();
    byRole(page, 'button', 'Try again').click();
    await teaching.api.answer();
    expect(allByRole(page, 'link', 'Reading the night sky')).toHaveLength(1);
  });

  it('speaks Arabic with its own plurals', async () => {
    await open('/courses', [cardOf({ lessons: 11 })], 'ar');
    expect(textOf(page)).toMatch(/دورة واحدة.*11 درسًا/s);
  });
});
