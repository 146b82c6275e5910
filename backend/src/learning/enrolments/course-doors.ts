import { AppError } from '../../common/response/app-error.js';
import type { CourseRecord } from '../courses/courses.port.js';

type State = Pick<CourseRecord, 'state'>;

/**
 * Teachers let people into a draft too: they read it from the day on which it is published.
 * @throws AppError CONFLICT for a course that takes in nobody
 */
export function requireOpenCourse({ state }: State): void {
  if (state !== 'archived') return;
  throw new AppError('CONFLICT', 'The course is archived and takes in nobody new. Publish it again first.');
}

/** @throws AppError FORBIDDEN where nobody gets in with an invitation or a code now */
export function requireJoinable({ state }: State): void {
  if (state === 'published') return;
  const message =
    state === 'draft'
      ? 'This course is not open yet. Try again when its teachers have published it.'
      : 'This course takes in nobody new any more.';
  throw new AppError('FORBIDDEN', message);
}
