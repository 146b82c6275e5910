import type { ErrorDetail } from '@classy-book/contracts/errors';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import { type LessonDraft, lessonDraftSchema } from '@classy-book/contracts/lessons';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { QuizzesPort } from '../quizzes/quizzes.port.js';
import { toEmbedUrl } from './embeds.js';
import { bytesOf, fileIdsOf, filesOf, quizIdsOf, ruleProblems, unfinished, withLengths } from './lesson-content.js';
import { LessonRepository } from './lesson.repository.js';
import { unfitLesson } from './lessons.errors.js';

/** What may be sent back as one request: a draft that is longer could be read but never saved again. */
const MAX_BYTES = 1_000_000;
/** What all drafts of a course may be together: so much can be copied and brought in again. Short ones are not counted. */
const MAX_COURSE_BYTES = 30_000_000;
const SHORT = 50_000;
/** The longest video that a block can hold: a day. */
const MAX_SECONDS = 86_400;

/** Makes drafts fit to be stored, and says what is wrong with those that are not. */
@Injectable()
export class DraftChecksService {
  constructor(
    private readonly lessons: LessonRepository,
    private readonly files: FilesPort,
    private readonly quizzes: QuizzesPort,
    private readonly html: HtmlCleanerService,
  ) {}

  /**
   * A draft as it is stored: HTML cleaned, pages that are embedded under the address of their player.
   * @throws AppError VALIDATION_FAILED
   */
  clean(draft: LessonDraft): LessonDraft {
    const problems: ErrorDetail[] = [];
    const blocks = draft.blocks.map((block, index): Block => {
      if (block.type !== 'embed' || block.url === '') return this.cleanHtml(block);
      const url = toEmbedUrl(block.url);
      if (url === null) {
        problems.push({ path: pathOf(index, '.url'), message: 'is not a page that may stand in a lesson' });
        return block;
      }
      return { ...block, url };
    });
    const cleaned = { ...draft, blocks };
    problems.push(...ruleProblems(cleaned), ...tooLong(cleaned));
    if (problems.length > 0) throw unfitLesson('This lesson cannot be saved as it is.', problems);
    return cleaned;
  }

  /** The lengths of videos in seconds by the ids of their files, as far as the files themselves say. */
  async lengthsOf(blocks: readonly Block[]): Promise<ReadonlyMap<string, number>> {
    const ids = blocks.flatMap((block) => (block.type === 'video' && block.fileId !== null ? [block.fileId] : []));
    const found = ids.length === 0 ? [] : await this.files.find([...new Set(ids)]);
    return new Map(
      found.flatMap(({ id, duration }) => {
        const seconds = Math.min(MAX_SECONDS, Math.round((duration ?? 0) * 100) / 100);
        return seconds > 0 ? [[id, seconds] as const] : [];
      }),
    );
  }

  /** A draft with the true lengths of the videos that the one before did not have, or not with this length. */
  async measured(draft: LessonDraft, before: LessonDraft): Promise<LessonDraft> {
    const known = new Set(before.blocks.map(lengthKey));
    const fresh = draft.blocks.filter((block) => block.type === 'video' && !known.has(lengthKey(block)));
    return withLengths(draft, await this.lengthsOf(fresh));
  }

  /**
   * Checks what a draft names and the one before did not: files of this course for their purpose, and quizzes of this course
   * that stand nowhere else.
   * @throws AppError VALIDATION_FAILED
   */
  async requireNamed(
    lessonId: string,
    courseId: string,
    draft: LessonDraft,
    before: LessonDraft | null,
  ): Promise<void> {
    const known = new Set(before === null ? [] : [...fileIdsOf(before.blocks), ...quizIdsOf(before.blocks)]);
    const problems = [
      ...(await this.foreignFiles(courseId, draft.blocks, known)),
      ...(await this.foreignQuizzes(lessonId, courseId, draft.blocks, known)),
    ];
    if (problems.length > 0) throw unfitLesson('This lesson names what it cannot hold.', problems);
  }

  /** Checks that a long draft has room among those of its course. @throws AppError LIMIT_REACHED */
  async requireRoom(lessonId: string, courseId: string, draft: LessonDraft): Promise<void> {
    const bytes = bytesOf(draft);
    if (bytes <= SHORT || bytes + (await this.lessons.bytesOf(courseId, lessonId)) <= MAX_COURSE_BYTES) return;
    throw new AppError(
      'LIMIT_REACHED',
      'The lessons of this course are as long as they can be together. Shorten some.',
    );
  }

  /**
   * Checks that learners can use all of a draft: nothing left empty, every picture described, every file still there.
   * @throws AppError VALIDATION_FAILED that names the blocks
   */
  async requireFinished(courseId: string, { blocks }: LessonDraft): Promise<void> {
    const problems = [...unfinished(blocks), ...(await this.foreignFiles(courseId, blocks, new Set()))];
    const [first] = problems;
    if (first === undefined) return;
    const number = /^blocks\.(\d+)|draft\.blocks\.(\d+)/.exec(first.path);
    const which = number === null ? 'The blocks' : `Block ${String(Number(number[1] ?? number[2]) + 1)}`;
    throw unfitLesson(`This lesson cannot be published yet. ${which} ${first.message}.`, problems);
  }

  private async foreignFiles(
    courseId: string,
    blocks: readonly Block[],
    known: ReadonlySet<string>,
  ): Promise<ErrorDetail[]> {
    const named = filesOf(blocks).filter(({ fileId }) => !known.has(fileId));
    if (named.length === 0) return [];
    const found = await this.files.find([...new Set(named.map(({ fileId }) => fileId))]);
    const fitting = new Map(found.filter((file) => file.courseId === courseId).map(({ id, purpose }) => [id, purpose]));
    return named
      .filter(({ fileId, purpose }) => fitting.get(fileId) !== purpose)
      .map(({ index }) => ({ path: pathOf(index), message: 'names a file that is not there, or is no such file' }));
  }

  private async foreignQuizzes(
    lessonId: string,
    courseId: string,
    blocks: readonly Block[],
    known: ReadonlySet<string>,
  ): Promise<ErrorDetail[]> {
    const all = quizIdsOf(blocks);
    const doubled = new Set(all.filter((id, index) => all.indexOf(id) !== index));
    const fresh = [...new Set(all.filter((id) => !known.has(id)))];
    const elsewhere = fresh.length === 0 ? doubled : await this.lessons.quizzesElsewhere(fresh, lessonId);
    const drafts = await Promise.all(fresh.map(async (id) => await this.quizzes.draft(id)));
    const foreign = new Set(fresh.filter((_, index) => drafts[index]?.courseId !== courseId));
    return blocks.flatMap((block, index): ErrorDetail[] => {
      if (block.type !== 'quiz') return [];
      const { quizId } = block;
      if (foreign.has(quizId)) return [{ path: pathOf(index), message: 'names a quiz that is not in this course' }];
      const used = doubled.has(quizId) || (fresh.includes(quizId) && elsewhere.has(quizId));
      return used ? [{ path: pathOf(index), message: 'names a quiz that stands somewhere else already' }] : [];
    });
  }

  private cleanHtml(block: Block): Block {
    if (block.type !== 'text' && block.type !== 'callout' && block.type !== 'assignment') return block;
    return { ...block, html: this.html.clean(block.html) };
  }
}

// cleaning may make a text longer: what is stored has to be readable and savable again
function tooLong(draft: LessonDraft): ErrorDetail[] {
  if (bytesOf(draft) > MAX_BYTES) {
    return [{ path: 'draft', message: 'is too long: make two lessons of it' }];
  }
  const { error } = lessonDraftSchema.safeParse(draft);
  return (error?.issues ?? []).map(({ path, message }) => ({ path: ['draft', ...path].join('.'), message }));
}

function lengthKey(block: Block): string {
  return block.type === 'video' ? `${String(block.fileId)} ${String(block.seconds)}` : '';
}

function pathOf(index: number, rest = ''): string {
  return `draft.blocks.${String(index)}${rest}`;
}
