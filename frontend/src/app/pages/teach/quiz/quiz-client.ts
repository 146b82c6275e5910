import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import {
  importedQuestionsSchema,
  quizSchema,
  savedQuizSchema,
  type ImportedQuestions,
  type ImportQuestionsRequest,
  type Quiz,
  type QuizDraft,
  type SavedQuiz,
} from '@classy-book/contracts/quizzes';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const quiz = successOf(quizSchema);
const saved = successOf(savedQuizSchema);
const imported = successOf(importedQuestionsSchema);

export type FileFormat = ImportQuestionsRequest['format'];

/** The page says itself what went wrong. */
const options = () => ({ context: new HttpContext().set(QUIET, true) });

/** The calls of the quiz editor. */
@Service()
export class QuizClient {
  private readonly http = inject(HttpClient);

  quiz(id: () => string): HttpResourceRef<Quiz | undefined> {
    return httpResource(() => (id() === '' ? undefined : { url: apiUrl(`/teach/quizzes/${id()}`), ...options() }), {
      parse: (raw) => quiz.parse(raw).data,
    });
  }

  async read(id: string): Promise<Quiz> {
    return quiz.parse(await firstValueFrom(this.http.get(apiUrl(`/teach/quizzes/${id}`), options()))).data;
  }

  /** 409 STALE where the revision is not the current one. */
  async save(id: string, draft: QuizDraft, revision: number): Promise<SavedQuiz> {
    const call = this.http.put(apiUrl(`/teach/quizzes/${id}/draft`), { revision, draft }, options());
    return saved.parse(await firstValueFrom(call)).data;
  }

  /** What a file holds; nothing is stored. */
  async readFile(id: string, request: ImportQuestionsRequest): Promise<ImportedQuestions> {
    const call = this.http.post(apiUrl(`/teach/quizzes/${id}/import`), request, options());
    return imported.parse(await firstValueFrom(call)).data;
  }

  /** The questions of the stored draft as a file. */
  async exportFile(id: string, format: FileFormat): Promise<Blob> {
    const url = apiUrl(`/teach/quizzes/${id}/export`);
    return await firstValueFrom(this.http.get(url, { ...options(), params: { format }, responseType: 'blob' }));
  }
}
