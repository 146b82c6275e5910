import { TestBed } from '@angular/core/testing';
import type { Course, ReorderOutlineRequest } from '@classy-book/contracts/courses';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { press } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import {
  courseOf,
  lessonOf,
  openTeachPage,
  sectionOf,
  setUpTeach,
  type Teaching,
} from '../../../shared/teach/teach.test-support';
import BuilderPage from './builder-page';

const path = `/teach/courses/${idOf(900)}`;

describe('building a course', () => {
  let teaching: Teaching;
  let course: Course;
  let page: HTMLElement;

  beforeEach(async () => {
    teaching = await setUpTeach({ page: BuilderPage, path: 'teach/:course' });
    const sections = [
      sectionOf(1, [lessonOf(11), lessonOf(12)]),
      sectionOf(2, [lessonOf(21, { requires: [idOf(12)] })]),
    ];
    course = courseOf({ sections });
    teaching.api.routes.set(`GET ${path}`, () => success(course));
    teaching.api.routes.set(`PUT ${path}/outline`, ({ body }) => success(reordered(body as ReorderOutlineRequest)));
    ({ page } = await openTeachPage(teaching, `/teach/${idOf(900)}`));
  });

  /** Does with an order what the server does. */
  function reordered(request: ReorderOutlineRequest): Course {
    const lessons = new Map(course.sections.flatMap((section) => section.lessons).map((one) => [one.id, one]));
    const sections = request.sections.map(({ id, lessonIds }) => ({
      ...(course.sections.find((section) => section.id === id) ?? sectionOf(0, [])),
      lessons: lessonIds.map((lessonId) => lessons.get(lessonId) ?? lessonOf(0)),
    }));
    course = { ...course, version: course.version + 1, sections };
    return course;
  }

  const lessonNames = (): readonly string[] =>
    allByRole(page, 'link', /^Lesson /).map((link) => textOf(link).replace(/\s+/g, ' ').trim());
  const orders = () =>
    teaching.api.asked.filter(({ method, path: asked }) => method === 'PUT' && asked.endsWith('/outline'));

  it('shows its sections and lessons in order', () => {
    expect(lessonNames()).toEqual(['Lesson 11', 'Lesson 12', 'Lesson 21']);
    expect(allByRole(page, 'heading', /^[12]\. Section/)).toHaveLength(2);
  });

  it('moves a lesson with Alt and an arrow into the next section, keeps the focus, and says where it is', async () => {
    const link = byRole(page, 'link', 'Lesson 12');
    link.focus();
    press('ArrowDown', link, { altKey: true });
    await settle();
    expect(document.activeElement?.id).toBe(`lesson-${idOf(12)}`);
    await teaching.api.answer();
    expect(orders()[0]?.body).toEqual({
      version: 3,
      sections: [
        { id: idOf(1), lessonIds: [idOf(11)] },
        { id: idOf(2), lessonIds: [idOf(12), idOf(21)] },
      ],
    });
    await vi.waitFor(() => {
      expect(textOf(document.body)).toContain('Lesson 12 is now lesson 1 of 2 in Section 2.');
    });
  });

  it('sends quick moves one after the other, each on top of the one before', async () => {
    const link = byRole(page, 'link', 'Lesson 12');
    press('ArrowUp', link, { altKey: true });
    press('ArrowDown', byRole(page, 'link', 'Lesson 11'), { altKey: true });
    await settle();
    await teaching.api.answer();
    expect(orders().map(({ body }) => (body as ReorderOutlineRequest).version)).toEqual([3, 4]);
    expect(lessonNames()).toEqual(['Lesson 12', 'Lesson 11', 'Lesson 21']);
  });

  it('says what was not done where somebody else was faster, and does it again on top of theirs', async () => {
    teaching.api.failing.set(`PUT ${path}/outline`, { status: 409, body: failure('STALE') });
    press('ArrowUp', byRole(page, 'link', 'Lesson 12'), { altKey: true });
    course = { ...course, version: 9, sections: [...course.sections, sectionOf(3, [lessonOf(31)])] };
    await teaching.api.answer();
    expect(textOf(page)).toContain('Somebody else has changed this course');
    expect(textOf(page)).toContain('Move “Lesson 12”');
    expect(lessonNames()).toEqual(['Lesson 11', 'Lesson 12', 'Lesson 21', 'Lesson 31']);
    teaching.api.failing.clear();
    byRole(page, 'button', 'Apply again').click();
    await teaching.api.answer();
    expect((orders().at(-1)?.body as ReorderOutlineRequest).version).toBe(9);
    expect(lessonNames()).toEqual(['Lesson 12', 'Lesson 11', 'Lesson 21', 'Lesson 31']);
    expect(textOf(page)).not.toContain('Somebody else has changed this course');
  });

  it('does not put a lesson before one that it requires', async () => {
    press('ArrowUp', byRole(page, 'link', /^Lesson 21/), { altKey: true });
    await teaching.api.answer();
    expect(lessonNames()).toEqual(['Lesson 11', 'Lesson 12', 'Lesson 21']);
    press('ArrowUp', byRole(page, 'link', /^Lesson 21/), { altKey: true });
    await teaching.api.answer();
    expect(orders()).toHaveLength(1);
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toContain('“Lesson 21” opens after “Lesson 12”');
  });

  it('adds lessons one after the other without leaving the keyboard', async () => {
    teaching.api.routes.set(`POST ${path}/lessons`, ({ body }) => {
      const { sectionId, title } = body as { sectionId: string; title: string };
      const sections = course.sections.map((section) =>
        section.id === sectionId ? { ...section, lessons: [...section.lessons, lessonOf(13, { title })] } : section,
      );
      course = { ...course, version: course.version + 1, sections };
      return success(course);
    });
    document.getElementById(`add-${idOf(1)}`)?.click();
    await settle();
    const field = byLabel(page, 'Title of the new lesson');
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(field);
    });
    field.value = 'Lesson about stars';
    press('Enter', field);
    await teaching.api.answer();
    expect(lessonNames()).toContain('Lesson about stars');
    expect(field.value).toBe('');
    expect(document.activeElement).toBe(field);
    press('Escape', field);
    await settle();
    expect(document.activeElement?.id).toBe(`add-${idOf(1)}`);
  });

  it('names what is missing instead of publishing', async () => {
    byRole(page, 'button', 'Publish course').click();
    await settle();
    expect(textOf(page)).toContain('It has no summary.');
    expect(textOf(page)).toContain('It has no published lesson.');
    expect(teaching.api.of('/state')).toEqual([]);
  });

  it('keeps a section that has lessons', async () => {
    byRole(page, 'button', 'More for Section 2').click();
    await settle();
    byRole(page, 'menuitem', 'Delete').click();
    await teaching.api.answer();
    expect(allByRole(page, 'heading', /Section/)).toHaveLength(2);
    expect(teaching.api.asked.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});
