import type { FileUse } from '@classy-book/contracts/file-desk';
import { fileIdsOf } from './lesson-content.js';
import type { NamingLesson } from './lesson.repository.js';
import type { FormerUse } from './lesson-revision.repository.js';

/**
 * What names each file: a lesson that is in force, its draft, or its history. The history is told of only where the lesson itself does
 * not name the file any more.
 */
export function usesByFile(
  fileIds: readonly string[],
  lessons: readonly NamingLesson[],
  former: readonly FormerUse[],
): Map<string, FileUse[]> {
  const uses = new Map<string, FileUse[]>(fileIds.map((id) => [id, []]));
  const named = new Set<string>();
  const note = (fileId: string, use: FileUse): void => {
    uses.get(fileId)?.push(use);
    named.add(`${fileId} ${use.lessonId ?? ''}`);
  };
  for (const { _id, courseId, draft, published } of lessons) {
    const at = { courseId, lessonId: _id.toHexString() };
    const content = published?.content;
    for (const id of fileIdsOf(content?.blocks ?? [])) note(id, { kind: 'lesson', title: content?.title ?? '', ...at });
    for (const id of fileIdsOf(draft.blocks)) note(id, { kind: 'lesson_draft', title: draft.title, ...at });
  }
  for (const { fileId, lessonId, courseId, title } of former) {
    if (!named.has(`${fileId} ${lessonId}`)) note(fileId, { kind: 'lesson_history', title, courseId, lessonId });
  }
  return uses;
}
