import type { LearnerGrades } from '@classy-book/contracts/gradebook';
import peopleAr from '../../../../../public/i18n/people/ar.json';
import peopleEn from '../../../../../public/i18n/people/en.json';
import { settle, success } from '../../../core/testing/app-testing';
import { byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { loadTexts } from '../../../shared/discussion/discussion.test-support';
import { openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import PersonPage from './person-page';

const at = '2026-11-20T09:00:00.000Z';
const course = `/teach/courses/${idOf(900)}`;
const person = `${course}/people/${idOf(1)}`;
const allowance = `${course}/quizzes/${idOf(700)}/allowances/${idOf(1)}`;

function gradesOf(extra: { extraTime: number; extraAttempts: number } | null): LearnerGrades {
  const common = { startedAt: at, submittedAt: at, closedByDeadline: false };
  return {
    enrolmentId: idOf(1),
    grade: 80,
    items: [
      {
        ...{ blockId: 'quiz01', kind: 'quiz', quizId: idOf(700), title: 'On trees', lesson: 'Trees' },
        ...{ percent: 80, state: 'graded', allowance: extra },
        attempts: [
          { ...common, id: idOf(31), number: 2, state: 'graded', percent: 80, closedByDeadline: true },
          { ...common, id: idOf(30), number: 1, state: 'graded', percent: 40 },
        ],
      },
      {
        ...{ blockId: 'task01', kind: 'assignment', quizId: null, title: 'Draw a leaf', lesson: 'Leaves' },
        ...{ percent: null, state: null, allowance: null, attempts: [] },
      },
    ],
  };
}

async function open() {
  const texts = { 'people/en': peopleEn, 'people/ar': peopleAr };
  const teaching = await setUpTeach({ page: PersonPage, path: 'teach/:course/people/:enrolment', texts });
  await loadTexts('people', 'desk', 'teach');
  const { routes } = teaching.api;
  routes.set(`GET ${course}`, () => success({ title: 'The night sky' }));
  routes.set(`GET ${person}`, () =>
    success({
      ...{ id: idOf(1), userId: idOf(5), name: 'Omar Farouk', email: 'omar@example.org', status: 'active' },
      ...{ source: 'free', enrolledAt: at, expiresAt: null, completedAt: null, lastActivityAt: at },
      ...{ percent: 50, done: 1, total: 2, grade: 80, risk: null },
    }),
  );
  const progress = { percent: 50, done: 1, total: 2, minutesLeft: 10, completedAt: null };
  routes.set(`GET ${person}/progress`, () =>
    success({ enrolmentId: idOf(1), userId: idOf(5), progress, resume: null, sections: [] }),
  );
  routes.set(`GET ${person}/grades`, () => success(gradesOf(null)));
  const { page } = await openTeachPage(teaching, `/teach/${idOf(900)}/people/${idOf(1)}`);
  await settle();
  return { page, api: teaching.api };
}

describe('one person of a course', () => {
  it('is shown with every attempt, the newest first', async () => {
    const { page } = await open();
    const attempts = textOf(byRole(page, 'list', 'Attempts: On trees'));
    expect(attempts).toMatch(/Attempt 2\s+Graded.*closed at the deadline\s+80 %.*Attempt 1\s+Graded.*40 %/s);
    expect(page.querySelectorAll('ol')).toHaveLength(1);
  });

  it('is allowed more time and more attempts in one quiz', async () => {
    const { page, api } = await open();
    api.routes.set(`GET ${allowance}`, () => success({ extraTime: 0, extraAttempts: 1 }));
    api.routes.set(`PUT ${allowance}`, ({ body }) => success(body));
    byRole(page, 'button', /^Extra time and attempts\s*: On trees$/).click();
    await vi.waitFor(async () => {
      await api.answer();
      byRole(document.body, 'dialog', 'Extra time and attempts for Omar Farouk');
    });
    const dialog = byRole(document.body, 'dialog');
    expect(byLabel(dialog, 'Extra attempts').value).toBe('1');
    type(byLabel(dialog, /^Extra time/), '500');
    submit(dialog);
    await settle();
    expect(textOf(dialog)).toContain('Type a whole number from 0 to 400.');
    expect(api.of(allowance).map(({ method }) => method)).toEqual(['GET']);
    api.routes.set(`GET ${person}/grades`, () => success(gradesOf({ extraTime: 50, extraAttempts: 1 })));
    type(byLabel(dialog, /^Extra time/), '50');
    submit(dialog);
    await vi.waitFor(async () => {
      await api.answer();
      expect(textOf(page)).toMatch(/Extra time: 50 %\s+Extra attempts: 1/);
    });
    expect(api.of(allowance).at(-1)).toMatchObject({ method: 'PUT', body: { extraTime: 50, extraAttempts: 1 } });
  });
});
