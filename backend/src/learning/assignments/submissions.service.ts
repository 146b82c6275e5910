import type { SaveSubmissionRequest, Submission } from '@classy-book/contracts/assignments';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/request-context.js';
import { AppError } from '../../common/response/app-error.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { GradingNewsService } from '../grades/grading-news.service.js';
import { type OpenLesson, ProgressPort } from '../progress/progress.port.js';
import { type AssignmentBlock, AssignmentBlocksService } from './assignment-blocks.service.js';
import { stale, SubmissionResultsService } from './submission-results.service.js';
import { type SubmissionPlace, SubmissionRepository } from './submission.repository.js';
import type { SubmissionDocument } from './submission.schema.js';

/** An assignment in a lesson, by the address of its block. */
export interface AssignmentAddress {
  readonly course: string;
  readonly lessonId: string;
  readonly blockId: string;
}

/** The parts that belong to each other. */
@Injectable()
export class SubmissionStore {
  constructor(
    readonly submissions: SubmissionRepository,
    readonly results: SubmissionResultsService,
  ) {}
}

/** Assignments as learners do them: each their own. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly progress: ProgressPort,
    private readonly blocks: AssignmentBlocksService,
    private readonly files: FilesPort,
    private readonly store: SubmissionStore,
    private readonly news: GradingNewsService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED */
  async get(address: AssignmentAddress, principal: Principal): Promise<Submission> {
    const { open, block } = await this.find(address, principal);
    const found = open.enrolment === null ? null : await this.store.submissions.find(open.enrolment.id, block.id);
    return await this.show(found, block, open, principal);
  }

  /**
   * Keeps the caller's work, or hands it in.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED, FORBIDDEN for teachers of the course, STALE, CONFLICT
   *   where it is graded, VALIDATION_FAILED for files that are not the caller's, and for nothing at all
   */
  async save(address: AssignmentAddress, request: SaveSubmissionRequest, principal: Principal): Promise<Submission> {
    const { open, block } = await this.find(address, principal);
    if (open.enrolment === null) {
      throw new AppError('FORBIDDEN', 'You teach this course: nothing is kept or handed in.');
    }
    await this.requireFitting(request, block, open.course.id, principal);
    const place = {
      ...{ enrolmentId: open.enrolment.id, userId: principal.userId, courseId: open.course.id },
      ...{ lessonId: open.lesson.id, blockId: block.id },
    };
    const before = await this.current(place, request.version, block);
    if (before.state === 'graded') throw new AppError('CONFLICT', 'This is graded already and cannot be changed.');
    const written = request.submit ? await this.handIn(before, request, block) : await this.keep(before, request);
    if (request.submit) this.news.workToGrade(open.course.id, block.id);
    return await this.show(written, block, open, principal);
  }

  private async handIn(
    before: SubmissionDocument,
    { text, fileIds }: SaveSubmissionRequest,
    { points: maxPoints }: AssignmentBlock,
  ): Promise<SubmissionDocument> {
    const now = this.clock.now();
    return await this.store.results.write(before, {
      ...{ state: 'submitted', text, fileIds, handedIn: { text, fileIds }, savedAt: now, submittedAt: now, maxPoints },
      ...{ points: null, attempts: before.attempts + 1 },
    });
  }

  private async keep(
    before: SubmissionDocument,
    { text, fileIds }: SaveSubmissionRequest,
  ): Promise<SubmissionDocument> {
    if (before.state === 'submitted') {
      throw new AppError('CONFLICT', 'This is handed in. Hand it in again to change it.');
    }
    const write = { text, fileIds, savedAt: this.clock.now() };
    const written = await this.store.submissions.write(before._id, before.version, write);
    if (written === null) throw stale();
    return written;
  }

  // the first version is made empty, so that two first writes at once meet the same document
  private async current(place: SubmissionPlace, version: number, block: AssignmentBlock): Promise<SubmissionDocument> {
    const found = await this.store.submissions.find(place.enrolmentId, place.blockId);
    if (found === null && version === 0) {
      await this.store.submissions.insert(place, this.clock.now(), block.points);
      return await this.current(place, version, block);
    }
    if (found?.version !== version) throw stale();
    return found;
  }

  private async requireFitting(
    { text, fileIds, submit }: SaveSubmissionRequest,
    { accepts }: AssignmentBlock,
    courseId: string,
    { userId }: Principal,
  ): Promise<void> {
    if (accepts === 'files' && text.trim() !== '') throw refused('text', 'must be empty: files are asked for');
    if (accepts === 'text' && fileIds.length > 0) throw refused('fileIds', 'must be empty: a text is asked for');
    if (submit && text.trim() === '' && fileIds.length === 0) throw refused('text', 'must not be empty');
    if (fileIds.length === 0) return;
    const files = await this.files.find(fileIds);
    const own = files.filter(
      (file) => file.purpose === 'submission' && file.ownerId === userId && file.courseId === courseId,
    );
    if (own.length < fileIds.length) throw refused('fileIds', 'must be files that you uploaded for this course');
  }

  private async find(
    { course, lessonId, blockId }: AssignmentAddress,
    principal: Principal,
  ): Promise<{ open: OpenLesson; block: AssignmentBlock }> {
    const open = await this.progress.requireOpen(course, lessonId, principal);
    return { open, block: await this.blocks.require(open.lesson.id, blockId) };
  }

  private async show(
    found: SubmissionDocument | null,
    { points: maxPoints }: AssignmentBlock,
    { course, enrolment }: OpenLesson,
    principal: Principal,
  ): Promise<Submission> {
    const told = found !== null && (found.state === 'graded' || found.state === 'returned');
    return {
      courseId: course.id,
      state: found?.state ?? 'draft',
      version: found?.version ?? 0,
      text: found?.text ?? '',
      files: found === null ? [] : await this.files.describe(found.fileIds, principal),
      savedAt: found === null || found.version === 0 ? null : found.savedAt.toISOString(),
      submittedAt: found?.submittedAt?.toISOString() ?? null,
      attempts: found?.attempts ?? 0,
      points: found?.points ?? null,
      maxPoints: found?.points === null || found === null ? maxPoints : found.maxPoints,
      comment: told ? found.comment : '',
      gradedAt: told ? (found.gradedAt?.toISOString() ?? null) : null,
      open: enrolment !== null && found?.state !== 'graded',
    };
  }
}

function refused(path: string, message: string): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', { details: [{ path, message }] });
}
