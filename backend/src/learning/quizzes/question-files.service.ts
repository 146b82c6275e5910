import type { ExportQuizQuery, ImportedQuestions, ImportQuestionsRequest } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { readCsv } from './csv/csv-reader.js';
import { writeCsv } from './csv/csv-writer.js';
import { readGift } from './gift/gift-reader.js';
import { writeGift } from './gift/gift-writer.js';
import { QuizEditingService } from './quiz-editing.service.js';

/** A file of questions, to be sent. */
export interface QuestionFile {
  readonly text: string;
  readonly type: string;
  readonly filename: string;
}

/** Questions from files and into files. */
@Injectable()
export class QuestionFilesService {
  constructor(
    private readonly editing: QuizEditingService,
    private readonly cleaner: HtmlCleanerService,
  ) {}

  /**
   * What a file holds; nothing is stored.
   * @throws AppError NOT_FOUND for who does not teach the course of the quiz
   */
  async read(quizId: string, { format, text }: ImportQuestionsRequest, caller: Caller): Promise<ImportedQuestions> {
    await this.editing.requireTaught(quizId, caller);
    const clean = (html: string) => this.cleaner.clean(html);
    return format === 'gift' ? await readGift(text, clean) : readCsv(text, clean);
  }

  /**
   * The questions of the draft as a file.
   * @throws AppError NOT_FOUND for who does not teach the course of the quiz
   */
  async write(quizId: string, format: ExportQuizQuery['format'], caller: Caller): Promise<QuestionFile> {
    const { quiz } = await this.editing.requireTaught(quizId, caller);
    const { questions } = quiz.draft;
    return format === 'gift'
      ? { text: writeGift(questions), type: 'text/plain; charset=utf-8', filename: `quiz-${quizId}.gift` }
      : { text: writeCsv(questions), type: 'text/csv; charset=utf-8', filename: `quiz-${quizId}.csv` };
  }
}
