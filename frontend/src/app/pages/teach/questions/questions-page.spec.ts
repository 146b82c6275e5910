import { settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { communityTexts, loadTexts, onePage, questionOf } from '../../../shared/discussion/discussion.test-support';
import { openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import QuestionsPage from './questions-page';

const listPath = `/teach/courses/${idOf(900)}/questions`;

async function open(query = '', questions = [questionOf(10), questionOf(11, { hidden: { reason: 'Advertising' } })]) {
  const teaching = await setUpTeach({ page: QuestionsPage, path: 'teach/:course/questions', texts: communityTexts });
  await loadTexts('community', 'desk', 'account', 'teach');
  teaching.api.routes.set(`GET ${listPath}`, () => onePage(questions));
  teaching.api.routes.set(`GET /teach/courses/${idOf(900)}`, () => success({ title: 'The night sky' }));
  const opened = await openTeachPage(teaching, `/teach/${idOf(900)}/questions${query}`);
  await settle();
  return { ...opened, api: teaching.api };
}

describe('all questions of a course', () => {
  it('are listed with the lesson they were asked under, and what is hidden is marked', async () => {
    const { page } = await open();
    expect(textOf(byRole(page, 'button', /Question 10/))).toContain('Eclipses');
    expect(textOf(byRole(page, 'button', /Question 11/))).toContain('Hidden');
    expect(textOf(page.querySelector('[aria-current="page"]'))).toContain('Questions');
  });

  it('are filtered by what stands in the URL', async () => {
    const { api, page } = await open('?filter=unanswered', []);
    expect(api.of(listPath).map(({ params }) => params.get('filter'))).toEqual(['unanswered']);
    expect(byLabel(page, 'Unanswered').checked).toBe(true);
    expect(textOf(page)).toContain('Everything is answered');
    byLabel(page, 'Hidden').click();
    await vi.waitFor(async () => {
      await api.answer();
      expect(api.of(listPath).at(-1)?.params.get('filter')).toBe('hidden');
    });
  });

  it('say what went wrong, with the way to try again', async () => {
    const { api, page } = await open();
    api.failing.set(listPath, { status: 500, body: {} });
    byLabel(page, 'Hidden').click();
    await vi.waitFor(async () => {
      await api.answer();
      expect(allByRole(page, 'button', 'Try again')).toHaveLength(1);
    });
    api.failing.clear();
    byRole(page, 'button', 'Try again').click();
    await api.answer();
    expect(byRole(page, 'button', /Question 10/)).toBeTruthy();
  });
});
