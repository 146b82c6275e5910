import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  questionDetailSchema,
  questionSchema,
  type Question,
  type QuestionDetail,
  type WriteAnswerRequest,
  type WriteQuestionRequest,
} from '@classy-book/contracts/community';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';
import type { Query } from '../lists/cursor-list';
import type { ListPage } from '../lists/list-rows';

type Path = `/${string}`;

const page = pageOf(questionSchema);
const detail = successOf(questionDetailSchema);
const created = successOf(z.object({ id: z.string() }));
const PAGE_SIZE = '20';

/** What is shown says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);
const questionPath = (id: string): Path => `/discussions/questions/${encodeURIComponent(id)}`;
const answerPath = (id: string): Path => `/discussions/answers/${encodeURIComponent(id)}`;

/** The path of the questions under a lesson, for who works through the course. */
export function lessonQuestions(course: string, lessonId: string): Path {
  return `/learn/courses/${encodeURIComponent(course)}/lessons/${encodeURIComponent(lessonId)}/questions`;
}

/** The path of all questions of a course, for who teaches it. */
export function courseQuestions(courseId: string): Path {
  return `/teach/courses/${encodeURIComponent(courseId)}/questions`;
}

/** The calls of questions and answers. */
@Service()
export class DiscussionClient {
  private readonly http = inject(HttpClient);

  /** The first page of the questions under a path, once there is one; asked for again whenever the query changes. */
  firstPage(path: () => Path | null, query: () => Query): HttpResourceRef<ListPage<Question> | undefined> {
    return httpResource(
      () => {
        const wanted = path();
        if (wanted === null) return undefined;
        return { url: apiUrl(wanted), params: { limit: PAGE_SIZE, ...query() }, context: quiet() };
      },
      { parse: (raw) => toPage(raw) },
    );
  }

  async nextPage(path: Path, query: Query, cursor: string): Promise<ListPage<Question>> {
    const params = { limit: PAGE_SIZE, ...query, cursor };
    return toPage(await firstValueFrom(this.http.get(apiUrl(path), { params, context: quiet() })));
  }

  /** A question with its answers. */
  question(id: () => string): HttpResourceRef<QuestionDetail | undefined> {
    return httpResource(() => ({ url: apiUrl(questionPath(id())), context: quiet() }), {
      parse: (raw) => detail.parse(raw).data,
    });
  }

  /** Asks under a lesson; gives the id of the question. */
  async ask(path: Path, request: WriteQuestionRequest): Promise<string> {
    const call = this.http.post(apiUrl(path), request, { context: quiet() });
    return created.parse(await firstValueFrom(call)).data.id;
  }

  async changeQuestion(id: string, request: WriteQuestionRequest): Promise<void> {
    await firstValueFrom(this.http.patch(apiUrl(questionPath(id)), request, { context: quiet() }));
  }

  async deleteQuestion(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(questionPath(id)), { context: quiet() }));
  }

  async answer(questionId: string, request: WriteAnswerRequest): Promise<void> {
    const call = this.http.post(apiUrl(`${questionPath(questionId)}/answers`), request, { context: quiet() });
    await firstValueFrom(call);
  }

  async changeAnswer(id: string, request: WriteAnswerRequest): Promise<void> {
    await firstValueFrom(this.http.patch(apiUrl(answerPath(id)), request, { context: quiet() }));
  }

  async deleteAnswer(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(answerPath(id)), { context: quiet() }));
  }

  /** Accepts one of the answers, or none. */
  async accept(questionId: string, answerId: string | null): Promise<void> {
    const call = this.http.put(apiUrl(`${questionPath(questionId)}/accepted`), { answerId }, { context: quiet() });
    await firstValueFrom(call);
  }

  /** Hides a post for a reason; null shows it again. */
  async hide(kind: 'question' | 'answer', id: string, reason: string | null): Promise<void> {
    const path = kind === 'question' ? questionPath(id) : answerPath(id);
    await firstValueFrom(this.http.put(apiUrl(`${path}/hidden`), { reason }, { context: quiet() }));
  }
}

function toPage(raw: unknown): ListPage<Question> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
