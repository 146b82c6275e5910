import { TestBed } from '@angular/core/testing';
import type { Answer, PostAuthor, PostRights, Question, QuestionDetail } from '@classy-book/contracts/community';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import communityAr from '../../../../public/i18n/community/ar.json';
import communityEn from '../../../../public/i18n/community/en.json';
import { idOf } from '../desk/attempts.test-support';

/** The texts of this area, by path. */
export const communityTexts = { 'community/en': communityEn, 'community/ar': communityAr };

const nothing: PostRights = { edit: false, delete: false, moderate: false, accept: false };

export function authorOf(name: string | null, more: Partial<PostAuthor> = {}): PostAuthor {
  return { name, avatarUrl: null, teacher: false, you: false, ...more };
}

export function questionOf(number: number, more: Partial<Question> = {}): Question {
  return {
    id: idOf(number),
    text: 'There is none each month.',
    author: authorOf('Omar Farouk'),
    at: '2026-11-20T09:00:00.000Z',
    editedAt: null,
    hidden: null,
    may: nothing,
    courseId: idOf(1),
    lessonId: idOf(2),
    lessonTitle: 'Eclipses',
    title: `Question ${String(number)}`,
    answers: 0,
    answeredByTeacher: false,
    acceptedAnswerId: null,
    ...more,
  };
}

export function answerOf(number: number, more: Partial<Answer> = {}): Answer {
  const { text, author, at, editedAt, hidden, may } = questionOf(number);
  return { id: idOf(number), text, author, at, editedAt, hidden, may, accepted: false, ...more };
}

export function detailOf(question: Question, thread: Answer[]): QuestionDetail {
  return { ...question, thread };
}

/** The answer of a list: everything on one page. */
export function onePage(data: readonly unknown[]): object {
  return { success: true, data, pagination: { nextCursor: null, limit: 20 } };
}

/** Has the texts there before something is drawn, as they are once a page was opened. */
export async function loadTexts(...scopes: readonly string[]): Promise<void> {
  const transloco = TestBed.inject(TranslocoService);
  await Promise.all(scopes.map((scope) => firstValueFrom(transloco.load(`${scope}/en`))));
}
