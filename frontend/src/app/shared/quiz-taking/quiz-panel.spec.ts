import { TestBed } from '@angular/core/testing';
import type { QuizAttempt, QuizIntro } from '@classy-book/contracts/quiz-attempts';
import gradesAr from '../../../../public/i18n/grades/ar.json';
import gradesEn from '../../../../public/i18n/grades/en.json';
import { settle, success } from '../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../core/testing/by-role';
import { idOf } from '../desk/attempts.test-support';
import { loadTexts } from '../discussion/discussion.test-support';
import { setUpTeach } from '../teach/teach.test-support';
import { QuizPanel } from './quiz-panel';

const path = `/learn/courses/night-sky/lessons/${idOf(11)}/quizzes/quiz01`;
const COUNTS_FOR_NOTHING = 'this attempt counts for nothing';

function introOf(attempts: QuizIntro['attempts'] = []): QuizIntro {
  return {
    ...{ quizId: idOf(700), title: 'On trees', instructions: '', questions: 1, points: 1, timeLimit: null },
    ...{ maxAttempts: 1, attemptsLeft: null, scoreRule: 'highest', passPercent: 60, feedback: 'score' },
    ...{ opensAt: null, closesAt: null, extraTime: 0, closedReason: null, grade: null, attempts },
  };
}

function attemptOf(preview: boolean, more: Partial<QuizAttempt> = {}): QuizAttempt {
  const now = new Date().toISOString();
  return {
    ...{ id: idOf(30), quizId: idOf(700), number: 1, state: 'in_progress', preview, startedAt: now, deadlineAt: null },
    ...{ now, submittedAt: null, closedByDeadline: false, answers: [], result: null },
    questions: [{ id: 'oakoak', type: 'boolean', html: '<p>Is an oak a tree?</p>', points: 1 }],
    ...more,
  };
}

async function open(teacher: boolean) {
  const { api } = await setUpTeach({ texts: { 'grades/en': gradesEn, 'grades/ar': gradesAr } });
  await loadTexts('grades');
  api.routes.set(`GET ${path}`, () => success(introOf()));
  api.routes.set(`POST ${path}/attempts`, () => success(attemptOf(teacher)));
  const fixture = TestBed.createComponent(QuizPanel);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  for (const [name, value] of Object.entries({ course: 'night-sky', lessonId: idOf(11), blockId: 'quiz01', teacher })) {
    fixture.componentRef.setInput(name, value);
  }
  const shows = async (look: () => void): Promise<void> => {
    await vi.waitFor(async () => {
      await settle();
      await api.answer();
      look();
    });
  };
  await shows(() => byRole(page, 'button', 'Start the quiz'));
  return { page, api, shows };
}

describe('a quiz in a lesson', () => {
  it('is tried out by a teacher, who is told from before the start to the result that nothing counts', async () => {
    const { page, api, shows } = await open(true);
    expect(textOf(page)).toContain(COUNTS_FOR_NOTHING);
    byRole(page, 'button', 'Start the quiz').click();
    await shows(() => byRole(page, 'heading', /Question 1/));
    expect(textOf(page)).toContain(COUNTS_FOR_NOTHING);
    const result = { percent: 0, points: 0, maxPoints: 1, passed: false, questions: [] };
    const submittedAt = new Date().toISOString();
    api.routes.set(`POST /learn/quiz-attempts/${idOf(30)}/submit`, () =>
      success(attemptOf(true, { state: 'graded', submittedAt, result })),
    );
    allByRole(page, 'button', gradesEn.taking.toReview)[0]?.click();
    await shows(() => byRole(page, 'button', gradesEn.taking.review.submit));
    byRole(page, 'button', gradesEn.taking.review.submit).click();
    await shows(() => byRole(page, 'button', gradesEn.taking.backToRules));
    expect(textOf(page)).toContain(COUNTS_FOR_NOTHING);
  });

  it('counts for a learner', async () => {
    const { page, shows } = await open(false);
    byRole(page, 'button', 'Start the quiz').click();
    await shows(() => byRole(page, 'heading', /Question 1/));
    expect(textOf(page)).not.toContain(COUNTS_FOR_NOTHING);
  });
});
