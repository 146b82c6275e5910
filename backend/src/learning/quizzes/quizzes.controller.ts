import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type CreateQuizRequest,
  createQuizRequestSchema,
  type ExportQuizQuery,
  exportQuizQuerySchema,
  type ImportedQuestions,
  importedQuestionsSchema,
  type ImportQuestionsRequest,
  importQuestionsRequestSchema,
  type Quiz,
  quizSchema,
  type SavedQuiz,
  savedQuizSchema,
  type SaveQuizRequest,
  saveQuizRequestSchema,
} from '@classy-book/contracts/quizzes';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { QuestionFilesService } from './question-files.service.js';
import { QuizEditingService } from './quiz-editing.service.js';

/** Quizzes as teachers write them. */
@ApiTags('Teaching')
@Controller('teach')
export class QuizzesController {
  constructor(
    private readonly editing: QuizEditingService,
    private readonly files: QuestionFilesService,
  ) {}

  @Post('courses/:id/quizzes')
  @RequirePermission('courses:teach')
  @ApiAnswer(201, 'An empty quiz, to be named by a block of a lesson.', quizSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'LIMIT_REACHED')
  async create(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Body({ schema: createQuizRequestSchema }) request: CreateQuizRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Quiz> {
    return await this.editing.create(courseId, request, caller);
  }

  @Get('quizzes/:id')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'A quiz with its answers, as its teachers see it.', quizSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async get(@Param('id', { schema: objectIdSchema }) id: string, @CurrentCaller() caller: Caller): Promise<Quiz> {
    return await this.editing.get(id, caller);
  }

  @Put('quizzes/:id/draft')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'What is stored now, HTML cleaned.', savedQuizSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE', 'PAYLOAD_TOO_LARGE')
  async save(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: saveQuizRequestSchema }) request: SaveQuizRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<SavedQuiz> {
    return await this.editing.save(id, request, caller);
  }

  @Post('quizzes/:id/import')
  @HttpCode(200)
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'What a file holds, and what of it cannot be read. Nothing is stored.', importedQuestionsSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'PAYLOAD_TOO_LARGE')
  async import(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: importQuestionsRequestSchema }) request: ImportQuestionsRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<ImportedQuestions> {
    return await this.files.read(id, request, caller);
  }

  @Get('quizzes/:id/export')
  @RequirePermission('courses:teach')
  @RateLimit('export')
  @ApiProduces('text/plain', 'text/csv')
  @ApiOkResponse({ description: 'The questions of the draft as GIFT or CSV, which import as they are.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async export(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: exportQuizQuerySchema }) { format }: ExportQuizQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { text, type, filename } = await this.files.write(id, format, caller);
    return new StreamableFile(Buffer.from(text, 'utf8'), { type, disposition: `attachment; filename="${filename}"` });
  }
}
