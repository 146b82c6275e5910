import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { EnrolmentStanding } from '@classy-book/contracts/enrolments';
import catalogueEn from '../../../../../public/i18n/catalogue/en.json';
import { failure, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { courseOf } from '../../../shared/course/catalogue.test-support';
import { openTeachPage, setUpTeach, type Teaching } from '../../../shared/teach/teach.test-support';
import CoursePage from './course-page';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

const SLUG = 'night-sky';
const standingOf = (next: EnrolmentStanding['next']): EnrolmentStanding => ({
  courseId: 'a'.repeat(24),
  slug: SLUG,
  next,
  enrolment: null,
});
const review = {
  ...{ id: 'f'.repeat(24), author: 'Lina Quist', own: false, stars: 5, text: 'Clear.', reply: null, hidden: false },
  ...{ at: '2026-11-20T09:00:00Z', edited: false },
};

describe('the page of a course', () => {
  let teaching: Teaching;
  let page: HTMLElement;

  async function open(next: EnrolmentStanding['next'] | null, may = false): Promise<void> {
    teaching = await setUpTeach({
      ...{ page: CoursePage, path: 'courses/:slug', role: 'user', texts: { 'catalogue/en': catalogueEn } },
    });
    const { api, auth } = teaching;
    if (next === null) auth.user.set(null);
    TestBed.inject(Router).config.push({ path: 'learn/:course', component: EmptyPage });
    api.routes.set(`GET /catalogue/courses/${SLUG}`, () => success(courseOf()));
    api.routes.set(`GET /catalogue/courses/${SLUG}/rating`, () =>
      success({ average: 5, count: 1, stars: [0, 0, 0, 0, 1] }),
    );
    api.routes.set(`GET /catalogue/courses/${SLUG}/reviews`, () => ({
      ...success([review]),
      pagination: { nextCursor: null, limit: 10 },
    }));
    api.routes.set(`GET /learn/courses/${SLUG}/enrolment`, () => success(standingOf(next ?? 'enrol')));
    api.routes.set(`GET /learn/courses/${SLUG}/review`, () => success({ review: null, may }));
    api.routes.set(`PUT /learn/courses/${SLUG}/review`, () => success(review));
    api.routes.set(`POST /learn/courses/${SLUG}/enrol`, () => success(standingOf('learn')));
    const [teacher] = courseOf().teaching;
    const path = `/people/avatars?ids=${courseOf()
      .teaching.map(({ userId }) => userId)
      .join(',')}`;
    api.routes.set(`GET ${path}`, () => success([{ userId: teacher?.userId, url: '/face' }]));
    ({ page } = await openTeachPage(teaching, `/courses/${SLUG}`));
  }

  it('shows who is signed in the pictures of its teachers', async () => {
    await open('enrol');
    expect(page.querySelector('.teachers img')?.getAttribute('src')).toBe('/face');
  });

  it('shows a stranger what one learns, the outline with its free previews, and the way in', async () => {
    await open(null);
    expect(textOf(byRole(page, 'heading', 'Reading the night sky'))).toBe('Reading the night sky');
    expect(byRole(page, 'link', 'Two thousand stars').getAttribute('href')).toBe(
      `/courses/${SLUG}/lessons/${'d'.repeat(24)}`,
    );
    expect(allByRole(page, 'link', 'North')).toHaveLength(0);
    expect(byRole(page, 'link', 'Sign in to enrol').getAttribute('href')).toBe(
      '/login?returnUrl=%2Fcourses%2Fnight-sky',
    );
    expect(teaching.api.of('/enrolment')).toHaveLength(0);
    expect(teaching.api.of('/people/avatars')).toHaveLength(0);
    expect(textOf(page)).toContain('Clear.');
  });

  it('enrols, and leads into the course', async () => {
    await open('enrol');
    byRole(page, 'button', 'Enrol now').click();
    await teaching.api.answer();
    expect(teaching.api.of('/enrol')).toHaveLength(1);
    expect(TestBed.inject(Router).url).toBe(`/learn/${SLUG}`);
  });

  it.each([
    ['request', 'Ask to be let in'],
    ['ask', 'This course is open to invited people only'],
    ['pay', 'cannot be paid for here yet'],
    ['wait', 'A teacher has not answered yet'],
    ['learn', 'Begin'],
    ['teach', 'Edit this course'],
  ] as const)('says the one thing that can be done next: %s', async (next, words) => {
    await open(next);
    expect(textOf(page)).toContain(words);
  });

  it('takes a review of who may write one, and only with stars', async () => {
    await open('learn', true);
    byRole(page, 'button', 'Write a review').click();
    await teaching.api.answer();
    const save = byRole(page, 'button', 'Save the review') as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    byLabel(page, '4 of 5 stars').click();
    await teaching.api.answer();
    save.click();
    await teaching.api.answer();
    const call = teaching.api.asked.find(({ method, path }) => method === 'PUT' && path.endsWith('/review'));
    expect(call?.body).toEqual({ stars: 4, text: '' });
  });

  it('lets a teacher of the course answer a review', async () => {
    await open('teach');
    teaching.api.routes.set(`PUT /teach/reviews/${review.id}/reply`, () => success(null));
    byRole(page, 'button', 'Answer').click();
    await teaching.api.answer();
    byLabel(page, 'Your answer, for everybody to read').value = 'Thank you.';
    page.querySelector('.answer')?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    await teaching.api.answer();
    expect(teaching.api.of('/reply').map(({ body }) => body)).toEqual([{ text: 'Thank you.' }]);
  });

  it('offers no review to who has not learned anything here', async () => {
    await open('learn', false);
    expect(allByRole(page, 'button', 'Answer')).toHaveLength(0);
    expect(allByRole(page, 'button', 'Write a review')).toHaveLength(0);
  });

  it('says that there is no such course, and leads to the others', async () => {
    await open('enrol');
    teaching.api.failing.set('/catalogue/courses/gone', { status: 404, body: failure('NOT_FOUND') });
    await TestBed.inject(Router).navigateByUrl('/courses/gone');
    await teaching.api.answer();
    expect(textOf(page)).toContain('There is no such course');
    expect(byRole(page, 'link', 'All courses').getAttribute('href')).toBe('/courses');
  });
});
