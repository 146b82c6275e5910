import type { Lesson, LessonDraft } from '@classy-book/contracts/lessons';
import { success } from '../../../core/testing/app-testing';
import { byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { courseOf, openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import LessonPage from './lesson-page';

const draft: LessonDraft = { title: 'Phases', minutes: 5, required: true, rules: [{ kind: 'viewed' }], blocks: [] };
const path = `/teach/lessons/${idOf(11)}`;

function lessonOf(different: Partial<Lesson> = {}): Lesson {
  return {
    ...{ id: idOf(11), courseId: idOf(900), courseTitle: 'The night sky', courseSlug: 'sky', courseVersion: 3 },
    ...{ language: 'en', revision: 4, draft, files: [], published: null },
    ...{ savedAt: '2026-11-20T09:00:00Z', savedBy: 'Maya Haddad', ...different },
  };
}

describe('writing a lesson', () => {
  afterEach(() => {
    sessionStorage.clear();
  });

  async function open() {
    const teaching = await setUpTeach({ page: LessonPage, path: 'teach/:course/lessons/:lesson' });
    teaching.api.routes.set(`GET ${path}`, () => success(lessonOf()));
    teaching.api.routes.set(`GET /teach/courses/${idOf(900)}`, () => success(courseOf()));
    teaching.api.routes.set(`PUT ${path}/draft`, ({ body }) => {
      const { revision, draft: sent } = body as { revision: number; draft: LessonDraft };
      return success({ revision: revision + 1, savedAt: '2026-11-20T12:03:00Z', draft: sent });
    });
    const { page } = await openTeachPage(teaching, `/teach/${idOf(900)}/lessons/${idOf(11)}`);
    return { ...teaching, page };
  }

  it('offers what never reached the server, and saves it where it is taken up', async () => {
    const kept = { revision: 3, at: '2026-11-20T08:59:00Z', draft: { ...draft, title: 'Phases of the Moon' } };
    sessionStorage.setItem(`classy-book:draft:${'a'.repeat(24)}:lesson:${idOf(11)}`, JSON.stringify(kept));
    const { api, page } = await open();
    expect(byLabel(page, 'Title of the lesson').value).toBe('Phases');
    byRole(page, 'button', 'Take them up').click();
    await api.answer();
    expect(byLabel(page, 'Title of the lesson').value).toBe('Phases of the Moon');
    await vi.waitFor(
      async () => {
        await api.answer();
        expect(api.of('/draft')[0]?.body).toMatchObject({ revision: 4, draft: { title: 'Phases of the Moon' } });
      },
      { timeout: 5_000 },
    );
  });

  it('says what is missing instead of publishing', async () => {
    const { api, page } = await open();
    byRole(page, 'button', 'Publish').click();
    await api.answer();
    expect(textOf(page)).toContain('There is nothing in it.');
    expect(api.of('/publish')).toEqual([]);
  });
});
