import type { LockReason } from '@classy-book/contracts/learn';
import { AppError } from '../../common/response/app-error.js';

/** For courses that are not there, and for those that the caller is not to know of. */
export function noSuchCourse(): AppError {
  return new AppError('NOT_FOUND', 'There is no such course, or it is not open to you.');
}

/** For lessons that are not there or not published. */
export function noSuchLesson(): AppError {
  return new AppError('NOT_FOUND', 'There is no such lesson in this course any more.');
}

/** For a lesson that opens later; `details` names what is missing: its kind and id as the path, its title as the text. */
export function lessonLocked({ kind, id, title }: LockReason): AppError {
  const what = kind === 'section' ? `the section “${title}”` : `“${title}”`;
  return new AppError('LESSON_LOCKED', `This lesson opens when ${what} is complete.`, {
    details: [{ path: `${kind}.${id}`, message: title }],
  });
}

/** For teachers, who look at their course without leaving traces. */
export function nothingRecorded(): AppError {
  return new AppError('FORBIDDEN', 'You look at this course as its teacher: nothing of yours is kept in it.');
}
