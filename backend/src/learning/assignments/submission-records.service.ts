import type { FileUse } from '@classy-book/contracts/file-desk';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { AppError } from '../../common/response/app-error.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { ProgressPort } from '../progress/progress.port.js';
import { SubmissionRepository } from './submission.repository.js';
import type { SubmissionDocument } from './submission.schema.js';

/** A submission as lists of teachers show it: only of what was handed in. */
export interface SubmissionRecord {
  readonly id: string;
  readonly enrolmentId: string;
  readonly blockId: string;
  readonly number: number;
  readonly state: SubmissionDocument['state'];
  readonly submittedAt: Date;
  readonly percent: number | null;
}

/** Submissions for the gradebook and the grading queue, which check rights; who may put and read the files of submissions. */
@Injectable()
export class SubmissionRecordsService implements OnModuleInit {
  constructor(
    private readonly submissions: SubmissionRepository,
    private readonly progress: ProgressPort,
    private readonly files: FilesPort,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly work: BackgroundWork,
  ) {}

  onModuleInit(): void {
    this.progress.contribute({
      name: 'submissions',
      count: async (enrolmentId) => await this.submissions.count(enrolmentId),
      remove: async (enrolmentId, session) => {
        const fileIds = await this.submissions.removeOf(enrolmentId, session);
        return () => {
          this.work.run('removing the files of a reset', async () => {
            await this.files.remove(fileIds);
          });
        };
      },
    });
    this.files.contribute(['submission'], {
      requireUpload: async (_purpose, courseId, { userId }) => {
        if (courseId === null) throw new AppError('NOT_FOUND', 'Say which course the file is handed in for.');
        await this.enrolments.requireReader(courseId, userId);
      },
      mayRead: async ({ ownerId, courseId }, reader) => {
        if (reader === null) return false;
        if (reader.userId === ownerId) return true;
        const course = courseId === null ? null : await this.courses.find(courseId);
        return course !== null && this.courses.teaches(course, reader);
      },
      usesOf: async (ids) => await this.usesOf(ids),
    });
  }

  // under the title of the lesson that the work is for
  private async usesOf(ids: readonly string[]): Promise<Map<string, FileUse[]>> {
    const found = await this.submissions.findNaming(ids);
    const courses = await this.courses.findMany([...new Set(found.map(({ courseId }) => courseId.toHexString()))]);
    const lessons = courses.flatMap(({ sections }) => sections.flatMap((section) => section.lessons));
    const titles = new Map(lessons.map(({ id, title }) => [id, title]));
    const uses = new Map<string, FileUse[]>(ids.map((id) => [id, []]));
    for (const { courseId, lessonId: lesson, fileIds, handedIn } of found) {
      const lessonId = lesson.toHexString();
      const at = { title: titles.get(lessonId) ?? '', courseId: courseId.toHexString(), lessonId };
      const final = new Set(handedIn?.fileIds);
      for (const id of final) uses.get(id)?.push({ kind: 'submission', ...at });
      for (const id of fileIds) if (!final.has(id)) uses.get(id)?.push({ kind: 'submission_draft', ...at });
    }
    return uses;
  }

  /** Work of a course that waits for a teacher, oldest first. */
  async waiting(
    courseId: string,
    from: { readonly blockId: string | undefined; readonly after: { at: Date; id: string } | null },
    limit: number,
  ): Promise<SubmissionRecord[]> {
    return (await this.submissions.waiting(courseId, from, limit)).flatMap(toRecord);
  }

  async ofEnrolment(enrolmentId: string): Promise<SubmissionRecord[]> {
    return (await this.submissions.ofEnrolment(enrolmentId)).flatMap(toRecord);
  }
}

function toRecord(submission: SubmissionDocument): SubmissionRecord[] {
  const { submittedAt, points, maxPoints, attempts, blockId, state } = submission;
  if (submittedAt === null) return [];
  const percent = points === null ? null : Math.round((points / maxPoints) * 10_000) / 100;
  const [id, enrolmentId] = [submission._id.toHexString(), submission.enrolmentId.toHexString()];
  return [{ id, enrolmentId, blockId, number: attempts, state, submittedAt, percent }];
}
