import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { CourseBundle } from './course-bundle.js';

interface Headed {
  readonly id: string;
  readonly title: string;
  readonly requires: readonly string[];
}

/**
 * What does not fit together in a bundle from outside, one sentence each: ids that stand twice, requirements that come
 * later, files and quizzes that are not there or stand for something else.
 */
export function misfits({ course, sections, lessons, quizzes, files }: CourseBundle): string[] {
  const purposes = new Map(files.map(({ id, purpose }) => [id, purpose as string]));
  const problems = [...misplaced(sections, 'section'), ...misplaced(lessonsOf(sections), 'lesson')];
  if (course.coverFileId !== null && purposes.get(course.coverFileId) !== 'cover') {
    problems.push('The cover is not among the files.');
  }
  if (purposes.size < files.length) problems.push('A file stands in course.json twice.');
  const quizIds = new Set(quizzes.map(({ id }) => id));
  if (quizIds.size < quizzes.length) problems.push('A quiz stands in course.json twice.');
  const used = new Set<string>();
  for (const { draft } of lessons) {
    for (const [index, block] of draft.blocks.entries()) {
      const wrong = misfit(block, purposes, quizIds, used);
      if (wrong !== null) problems.push(`Lesson “${draft.title}”, block ${String(index + 1)}: ${wrong}.`);
    }
  }
  return problems;
}

function lessonsOf(sections: CourseBundle['sections']): readonly Headed[] {
  return sections.flatMap((section) => section.lessons);
}

function misplaced(items: readonly Headed[], what: string): string[] {
  const problems: string[] = [];
  const earlier = new Set<string>();
  for (const { id, title, requires } of items) {
    if (earlier.has(id)) problems.push(`The ${what} “${title}” stands in course.json twice.`);
    if (requires.some((one) => !earlier.has(one))) {
      problems.push(`The ${what} “${title}” requires one that does not come earlier.`);
    }
    earlier.add(id);
  }
  return problems;
}

function misfit(
  block: Block,
  purposes: ReadonlyMap<string, string>,
  quizIds: ReadonlySet<string>,
  used: Set<string>,
): string | null {
  const isFile = (id: string | null, purpose: string): boolean => id === null || purposes.get(id) === purpose;
  const noFile = 'its file is not among the files, or is of another kind';
  if (block.type === 'image') return isFile(block.fileId, 'image') ? null : noFile;
  if (block.type === 'file') return isFile(block.fileId, 'document') ? null : noFile;
  if (block.type === 'video') {
    const own = isFile(block.fileId, 'video') && isFile(block.posterFileId, 'image');
    return own && block.captions.every(({ fileId }) => isFile(fileId, 'captions')) ? null : noFile;
  }
  if (block.type !== 'quiz') return null;
  if (!quizIds.has(block.quizId)) return 'its quiz is not in the archive';
  if (used.has(block.quizId)) return 'its quiz stands somewhere else already';
  used.add(block.quizId);
  return null;
}
