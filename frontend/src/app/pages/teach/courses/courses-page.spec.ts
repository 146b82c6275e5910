import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { CourseRow } from '@classy-book/contracts/courses';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { pageOf } from '../../../shared/people/people.test-support';
import { courseOf, openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import CoursesPage from './courses-page';

function rowOf(number: number, different: Partial<CourseRow> = {}): CourseRow {
  return {
    id: idOf(number),
    slug: `course-${String(number)}`,
    title: `Course ${String(number)}`,
    state: 'published',
    language: 'en',
    coverUrl: null,
    teachers: [{ userId: 'a'.repeat(24), name: 'Maya Haddad', owner: true }],
    lessons: 9,
    publishedLessons: 7,
    learners: 1,
    updatedAt: '2026-11-20T09:00:00Z',
    ...different,
  };
}

describe('the courses that somebody teaches', () => {
  async function open(rows: readonly CourseRow[], query = '', role: 'instructor' | 'admin' = 'instructor') {
    const teaching = await setUpTeach({ page: CoursesPage, path: 'teach', role });
    teaching.api.routes.set('GET /teach/courses', () => pageOf(rows));
    const { page } = await openTeachPage(teaching, `/teach${query}`);
    return { ...teaching, page };
  }

  it('are shown with their state, their lessons and their learners', async () => {
    const { page } = await open([rowOf(1), rowOf(2, { state: 'draft', learners: 0 })]);
    expect(byRole(page, 'link', 'Course 1').getAttribute('href')).toBe(`/teach/${idOf(1)}`);
    const [first, second] = allByRole(page, 'listitem').map((item) => textOf(item).replace(/\s+/g, ' '));
    expect(first).toMatch(/Published.*1 learner .*9 lessons.*7 published/);
    expect(second).toContain('Draft');
  });

  it('are asked for as the address says', async () => {
    const { api } = await open([], '?q=sky&state=draft&sort=title&all=true');
    const [asked] = api.of('/teach/courses');
    expect(Object.fromEntries(asked?.params ?? [])).toEqual({
      q: 'sky',
      state: 'draft',
      sort: 'title',
      all: 'true',
      limit: '40',
    });
  });

  it('are those of everybody only for who manages courses', async () => {
    const teacher = await open([rowOf(1)]);
    expect(allByRole(teacher.page, 'radio', 'Everybody’s')).toEqual([]);
    TestBed.resetTestingModule();
    const admin = await open([rowOf(1)], '', 'admin');
    byRole(admin.page, 'radio', 'Everybody’s').click();
    await admin.api.answer();
    expect(admin.api.of('/teach/courses').at(-1)?.params.get('all')).toBe('true');
  });

  it('can be loaded again where that failed', async () => {
    const teaching = await setUpTeach({ page: CoursesPage, path: 'teach' });
    teaching.api.failing.set('GET /teach/courses', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    const { page } = await openTeachPage(teaching, '/teach');
    teaching.api.failing.clear();
    teaching.api.routes.set('GET /teach/courses', () => pageOf([rowOf(1)]));
    byRole(page, 'button', 'Try again').click();
    await teaching.api.answer();
    expect(byRole(page, 'link', 'Course 1')).toBeTruthy();
  });

  it('begin with a name and a language', async () => {
    const { api, page } = await open([]);
    const went = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    api.routes.set('POST /teach/courses', () => success(courseOf()));
    allByRole(page, 'button', 'New course')[0]?.click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'New course');
    submit(dialog);
    await settle();
    expect(textOf(dialog)).toContain('This is needed.');
    type(byLabel(dialog, 'Title'), ' The night sky ');
    submit(dialog);
    await api.answer();
    expect(api.of('/teach/courses').at(-1)?.body).toEqual({ title: 'The night sky', language: 'en' });
    expect(went).toHaveBeenCalledWith(['/teach', idOf(900)]);
  });

  it('are deleted on the version that was read, by who owns them', async () => {
    const others = [{ userId: 'b'.repeat(24), name: 'Leo', owner: true }];
    const { api, page } = await open([rowOf(1), rowOf(2, { teachers: others })]);
    api.routes.set(`GET /teach/courses/${idOf(1)}`, () => success(courseOf({ id: idOf(1), version: 12 })));
    byRole(page, 'button', 'More for Course 2').click();
    await settle();
    expect(allByRole(page, 'menuitem', 'Delete')).toEqual([]);
    byRole(page, 'button', 'More for Course 1').click();
    await settle();
    byRole(page, 'menuitem', 'Delete').click();
    await settle();
    byRole(document.body, 'button', 'Delete course').click();
    await api.answer();
    const deleted = api.asked.find(({ method }) => method === 'DELETE');
    expect(deleted?.path).toBe(`/teach/courses/${idOf(1)}`);
    expect(deleted?.params.get('version')).toBe('12');
  });
});
