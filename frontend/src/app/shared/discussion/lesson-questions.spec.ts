import { Component } from '@angular/core';
import type { Answer, Question } from '@classy-book/contracts/community';
import { settle, success } from '../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../core/testing/by-role';
import { submit, type } from '../../core/testing/user';
import { idOf } from '../desk/attempts.test-support';
import { openTeachPage, setUpTeach } from '../teach/teach.test-support';
import {
  answerOf,
  authorOf,
  communityTexts,
  detailOf,
  loadTexts,
  onePage,
  questionOf,
} from './discussion.test-support';
import { LessonQuestions } from './lesson-questions';

const listPath = `/learn/courses/night-sky/lessons/${idOf(2)}/questions`;
const path = `/discussions/questions/${idOf(10)}`;

@Component({
  selector: 'app-host',
  imports: [LessonQuestions],
  template: `<app-lesson-questions course="night-sky" [lessonId]="lessonId" />`,
})
class Host {
  readonly lessonId = idOf(2);
}

async function open(questions: Question[], thread: Answer[] = []) {
  const teaching = await setUpTeach({ page: Host, texts: communityTexts });
  const { api } = teaching;
  await loadTexts('community', 'desk', 'account');
  const state = { questions, thread };
  api.routes.set(`GET ${listPath}`, () => onePage(state.questions));
  api.routes.set(`GET ${path}`, () => success(detailOf(state.questions[0] ?? questionOf(10), state.thread)));
  const { page } = await openTeachPage(teaching, '/page');
  return { api, page, state };
}

async function openFirst(opened: Awaited<ReturnType<typeof open>>): Promise<void> {
  byRole(opened.page, 'button', /Why not every month/).click();
  await opened.api.answer();
}

const asked = (more: Partial<Question> = {}) => questionOf(10, { title: 'Why not every month?', ...more });

describe('the questions under a lesson', () => {
  it('are asked there, and the new one is open at once', async () => {
    const { api, page, state } = await open([]);
    expect(textOf(page)).toContain('No questions about this lesson yet');
    api.routes.set(`POST ${listPath}`, () => success(asked()));
    byRole(page, 'button', 'Ask a question').click();
    await settle();
    expect(document.activeElement).toBe(byLabel(page, 'Title'));
    submit(page);
    await settle();
    expect(allByRole(page, 'textbox').map((field) => field.getAttribute('aria-invalid'))).toEqual(['true', 'true']);
    expect(api.of(listPath).filter(({ method }) => method === 'POST')).toEqual([]);

    type(byLabel(page, 'Title'), ' Why not every month? ');
    type(byLabel(page, 'Your question'), 'There is none each month.');
    state.questions = [asked()];
    submit(page);
    await api.answer();
    expect(api.of(listPath).find(({ method }) => method === 'POST')?.body).toEqual({
      title: 'Why not every month?',
      text: 'There is none each month.',
    });
    expect(byRole(page, 'button', /Why not every month/).getAttribute('aria-expanded')).toBe('true');
  });

  it('show their answers, with who teaches and which one is accepted', async () => {
    const opened = await open(
      [asked({ answers: 1, acceptedAnswerId: idOf(11) })],
      [answerOf(11, { author: authorOf('Maya Haddad', { teacher: true }), accepted: true, text: 'It is tilted.' })],
    );
    await openFirst(opened);
    const thread = textOf(opened.page.querySelector('ol'));
    expect(thread).toMatch(/Maya Haddad\s+Teacher\s+Accepted answer/);
    expect(thread).toContain('It is tilted.');
    expect(allByRole(opened.page, 'button', /Hide|Delete|Change|Accept/)).toEqual([]);
  });

  it('are answered, and the field is empty again', async () => {
    const opened = await open([asked()]);
    await openFirst(opened);
    const { api, page, state } = opened;
    api.routes.set(`POST ${path}/answers`, () => success(null));
    type(byLabel(page, 'Your answer'), 'It is tilted.');
    state.thread = [answerOf(11, { text: 'It is tilted.' })];
    submit(page);
    await api.answer();
    expect(api.of(`${path}/answers`)[0]?.body).toEqual({ text: 'It is tilted.' });
    expect(textOf(page)).toContain('1 answer');
    expect(byLabel(page, 'Your answer').value).toBe('');
  });

  it('keep what was written where it was refused', async () => {
    const opened = await open([asked()]);
    await openFirst(opened);
    const { api, page } = opened;
    api.failing.set(`POST ${path}/answers`, { status: 500, body: {} });
    type(byLabel(page, 'Your answer'), 'It is tilted.');
    submit(page);
    await api.answer();
    expect(byLabel(page, 'Your answer').value).toBe('It is tilted.');
  });

  it('let the asker accept an answer, and take that back', async () => {
    const opened = await open([asked({ may: { ...asked().may, accept: true } })], [answerOf(11)]);
    await openFirst(opened);
    const { api, page, state } = opened;
    api.routes.set(`PUT ${path}/accepted`, () => success(null));
    byRole(page, 'button', 'Accept this answer').click();
    state.thread = [answerOf(11, { accepted: true })];
    await api.answer();
    byRole(page, 'button', 'Do not accept it').click();
    await api.answer();
    expect(api.of(`${path}/accepted`).map(({ body }) => body)).toEqual([{ answerId: idOf(11) }, { answerId: null }]);
  });

  it('let a teacher hide an answer with a reason, and show it again', async () => {
    const may = { edit: false, delete: true, moderate: true, accept: true };
    const opened = await open([asked()], [answerOf(11, { may })]);
    await openFirst(opened);
    const { api, page, state } = opened;
    const hiding = `/discussions/answers/${idOf(11)}/hidden`;
    api.routes.set(`PUT ${hiding}`, () => success(null));
    byRole(page, 'button', 'Hide').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Hide this answer?');
    type(byLabel(dialog, /Reason/), 'Advertising');
    submit(dialog);
    state.thread = [answerOf(11, { may, hidden: { reason: 'Advertising' } })];
    await vi.waitFor(async () => {
      await api.answer();
      expect(textOf(page)).toMatch(/Hidden from other learners:\s+Advertising/);
    });
    byRole(page, 'button', 'Show again').click();
    await api.answer();
    expect(api.of(hiding).map(({ body }) => body)).toEqual([{ reason: 'Advertising' }, { reason: null }]);
  });

  it('let the author change and delete what they wrote', async () => {
    const may = { edit: true, delete: true, moderate: false, accept: true };
    const opened = await open([asked({ may, author: authorOf('Lea', { you: true }) })]);
    await openFirst(opened);
    const { api, page } = opened;
    api.routes.set(`PATCH ${path}`, () => success(null));
    api.routes.set(`DELETE ${path}`, () => success(null));
    byRole(page, 'button', 'Change').click();
    await settle();
    expect(byLabel(page, 'Title').value).toBe('Why not every month?');
    type(byLabel(page, 'Your question'), 'Better words.');
    submit(page);
    await api.answer();
    expect(api.of(path).find(({ method }) => method === 'PATCH')?.body).toEqual({
      title: 'Why not every month?',
      text: 'Better words.',
    });
    byRole(page, 'button', 'Delete').click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'Delete this question?'), 'button', 'Delete').click();
    await vi.waitFor(async () => {
      await api.answer();
      expect(textOf(page)).toContain('No questions about this lesson yet');
      expect(document.activeElement).toBe(byRole(page, 'button', 'Ask a question'));
    });
  });
});
