import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import {
  quizAttemptSchema,
  quizIntroSchema,
  savedAnswerSchema,
  type QuizAttempt,
  type QuizIntro,
  type SaveAnswerRequest,
  type SavedAnswer,
} from '@classy-book/contracts/quiz-attempts';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const intro = successOf(quizIntroSchema);
const attempt = successOf(quizAttemptSchema);
const saved = successOf(savedAnswerSchema);

/** The panel says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** A quiz in a lesson: the slug or id of the course, the lesson and the block. */
export interface QuizAddress {
  readonly course: string;
  readonly lessonId: string;
  readonly blockId: string;
}

function pathOf({ course, lessonId, blockId }: QuizAddress): `/${string}` {
  return `/learn/courses/${encodeURIComponent(course)}/lessons/${encodeURIComponent(lessonId)}/quizzes/${encodeURIComponent(blockId)}`;
}

/** The calls of somebody who takes a quiz. */
@Service()
export class QuizClient {
  private readonly http = inject(HttpClient);

  intro(address: () => QuizAddress): HttpResourceRef<QuizIntro | undefined> {
    return httpResource(() => ({ url: apiUrl(pathOf(address())), context: quiet() }), {
      parse: (raw) => intro.parse(raw).data,
    });
  }

  /** Starts an attempt, or answers the one in progress. */
  async start(address: QuizAddress): Promise<QuizAttempt> {
    const call = this.http.post(apiUrl(`${pathOf(address)}/attempts`), {}, { context: quiet() });
    return attempt.parse(await firstValueFrom(call)).data;
  }

  async read(id: string): Promise<QuizAttempt> {
    return attempt.parse(
      await firstValueFrom(this.http.get(apiUrl(`/learn/quiz-attempts/${id}`), { context: quiet() })),
    ).data;
  }

  /** It goes out also while the page is being left. */
  async save(id: string, questionId: string, request: SaveAnswerRequest): Promise<SavedAnswer> {
    const url = apiUrl(`/learn/quiz-attempts/${id}/answers/${encodeURIComponent(questionId)}`);
    return saved.parse(await firstValueFrom(this.http.put(url, request, { context: quiet(), keepalive: true }))).data;
  }

  async submit(id: string): Promise<QuizAttempt> {
    const call = this.http.post(apiUrl(`/learn/quiz-attempts/${id}/submit`), {}, { context: quiet() });
    return attempt.parse(await firstValueFrom(call)).data;
  }
}
