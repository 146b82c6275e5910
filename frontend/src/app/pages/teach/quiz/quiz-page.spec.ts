import { TestBed } from '@angular/core/testing';
import type { ImportedQuestions, Question, Quiz, SaveQuizRequest } from '@classy-book/contracts/quizzes';
import quizAr from '../../../../../public/i18n/quiz/ar.json';
import quizEn from '../../../../../public/i18n/quiz/en.json';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { press, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { courseOf, openTeachPage, setUpTeach, type Teaching } from '../../../shared/teach/teach.test-support';
import { newQuestion } from './quiz-draft';
import QuizPage from './quiz-page';

const path = `/teach/quizzes/${idOf(700)}`;
const texts = { 'quiz/en': quizEn, 'quiz/ar': quizAr };

function written(number: number): Question {
  return { ...newQuestion('boolean'), id: `question-${String(number)}`, html: `<p>Question ${String(number)}?</p>` };
}

describe('writing a quiz', () => {
  let teaching: Teaching;
  let quiz: Quiz;
  let page: HTMLElement;

  beforeEach(async () => {
    teaching = await setUpTeach({ page: QuizPage, path: 'teach/:course/quizzes/:quiz', texts });
    quiz = {
      ...{ id: idOf(700), courseId: idOf(900), courseTitle: 'The night sky', language: 'en', lessonId: idOf(11) },
      ...{ revision: 4, published: { revision: 4, at: '2026-11-20T09:00:00Z' } },
      ...{ savedAt: '2026-11-20T09:00:00Z', savedBy: 'Maya Haddad' },
      draft: {
        ...{ title: 'Planets', instructions: '', timeLimit: null, maxAttempts: 2, scoreRule: 'highest' },
        ...{ passPercent: 60, shuffleQuestions: false, shuffleOptions: true, feedback: 'answers' },
        ...{ opensAt: null, closesAt: null },
        questions: [written(1), written(2), written(3)],
      },
    };
    teaching.api.routes.set(`GET ${path}`, () => success(quiz));
    teaching.api.routes.set(`GET /teach/courses/${idOf(900)}`, () => success(courseOf()));
    teaching.api.routes.set(`PUT ${path}/draft`, ({ body }) => {
      const { revision, draft } = body as SaveQuizRequest;
      quiz = { ...quiz, revision: revision + 1, draft };
      return success({ revision: quiz.revision, savedAt: '2026-11-20T09:05:00Z', draft });
    });
    ({ page } = await openTeachPage(teaching, `/teach/${idOf(900)}/quizzes/${idOf(700)}`));
  });

  const heads = (): readonly HTMLElement[] => allByRole(page, 'button', /^\d \D/);
  const names = (): readonly string[] => heads().map((head) => textOf(head).replace(/\s+/g, ' ').trim());
  const saved = async (): Promise<readonly SaveQuizRequest[]> => {
    await vi.waitFor(
      async () => {
        await teaching.api.answer();
        expect(textOf(page)).toMatch(/Saved \d/);
      },
      { timeout: 10_000, interval: 100 },
    );
    return teaching.api.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body as SaveQuizRequest);
  };

  it('shows what learners have of it, and the way to its lesson', () => {
    expect(names()).toEqual(['1 Question 1?', '2 Question 2?', '3 Question 3?']);
    expect(textOf(page)).toContain('Published');
    expect(byRole(page, 'link', 'To the lesson').getAttribute('href')).toBe(`/teach/${idOf(900)}/lessons/${idOf(11)}`);
    expect(byRole(page, 'link', 'Try it out').getAttribute('href')).toBe(`/learn/${idOf(900)}/${idOf(11)}`);
  });

  it('moves a question with Alt and an arrow, keeps the focus, says where it is, and saves it', async () => {
    const head = byRole(page, 'button', /Question 1/);
    head.focus();
    press('ArrowDown', head, { altKey: true });
    await settle();
    expect(names()).toEqual(['1 Question 2?', '2 Question 1?', '3 Question 3?']);
    expect(document.activeElement?.id).toBe('question-question-1');
    await vi.waitFor(() => {
      expect(textOf(document.body)).toContain('It is now question 2 of 3.');
    });
    expect(textOf(page)).toContain('Changes not published');
    const [request] = await saved();
    expect(request?.revision).toBe(4);
    expect(request?.draft.questions.map(({ id }) => id)).toEqual(['question-2', 'question-1', 'question-3']);
  });

  it('keeps the focus on a question at the end, where its button is of no more use', async () => {
    const down = byRole(page, 'button', 'Move question 2 down');
    down.focus();
    down.click();
    await settle();
    expect(document.activeElement?.id).toBe('question-question-2');
  });

  it('adds a question, ready to be written, and says what it lacks', async () => {
    byRole(page, 'button', 'Add question').click();
    await settle();
    byRole(page, 'menuitem', 'Number').click();
    await settle();
    expect(names()[3]).toBe('4 No text yet');
    expect(textOf(page)).toContain('The text is missing.');
    expect(byRole(page, 'button', /No text yet/).getAttribute('aria-expanded')).toBe('true');
    const value = byLabel(page, /^Number$/);
    type(value, '٣٫٥');
    await settle();
    type(byLabel(page, 'Tolerance ±'), '-1');
    await settle();
    expect(textOf(page)).toContain('Enter a number from 0 on.');
    const requests = await saved();
    expect(requests.at(-1)?.draft.questions[3]).toMatchObject({ answers: [{ value: 3.5, tolerance: 0 }] });
  });

  it('removes a question and puts it back', async () => {
    const menu = byRole(page, 'button', 'More for question 2');
    menu.click();
    await settle();
    byRole(page, 'menuitem', 'Remove').click();
    await settle();
    expect(names()).toEqual(['1 Question 1?', '2 Question 3?']);
    const { ToastService } = await import('../../../core/services/toasts');
    TestBed.inject(ToastService).toasts().at(-1)?.action?.run();
    await settle();
    expect(names()).toEqual(['1 Question 1?', '2 Question 2?', '3 Question 3?']);
  });

  it('lets a person choose where somebody else saved in between', async () => {
    quiz = { ...quiz, revision: 9, draft: { ...quiz.draft, title: 'Theirs' } };
    teaching.api.failing.set(`PUT ${path}/draft`, { status: 409, body: failure('STALE') });
    const head = byRole(page, 'button', /Question 1/);
    press('ArrowDown', head, { altKey: true });
    await vi.waitFor(
      async () => {
        await teaching.api.answer();
        expect(textOf(page)).toContain('Maya Haddad saved another version');
      },
      { timeout: 10_000, interval: 100 },
    );
    byRole(page, 'button', 'Take theirs').click();
    await settle();
    expect(textOf(byRole(page, 'heading', 'Theirs'))).toBe('Theirs');
    expect(names()[0]).toBe('1 Question 1?');
  });

  it('takes over what was chosen of a file, with what could not be read', async () => {
    const found: ImportedQuestions = {
      questions: [
        { ...written(4), id: 'question-4' },
        { ...written(5), id: 'question-5' },
      ],
      problems: [
        {
          line: 7,
          severity: 'error',
          code: 'unfinished',
          detail: '',
          message: 'The question ends here.',
          excerpt: 'Q {',
        },
      ],
    };
    teaching.api.routes.set(`POST ${path}/import`, () => success(found));
    byRole(page, 'button', 'Import').click();
    await settle();
    const dialog = byRole(document, 'dialog', 'Import questions');
    type(byLabel(dialog, 'Or paste the text here'), 'Q {');
    await settle();
    byRole(dialog, 'button', 'Read').click();
    await teaching.api.answer();
    await settle();
    expect(textOf(dialog)).toContain('Line 7:');
    expect(textOf(dialog)).toContain('Is a } missing?');
    allByRole(dialog, 'checkbox', /Question 4/)[0]?.click();
    await settle();
    byRole(dialog, 'button', 'Take over 1 question').click();
    await vi.waitFor(() => {
      expect(names()).toEqual(['1 Question 1?', '2 Question 2?', '3 Question 3?', '4 Question 5?']);
    });
  });
});
