import { randomBytes } from 'node:crypto';
import {
  type Course,
  courseSchema,
  MAX_LESSONS,
  MAX_SECTIONS,
  type OutlineSection,
  updateCourseRequestSchema,
} from '@classy-book/contracts/courses';
import { filePurposes } from '@classy-book/contracts/files';
import type { Block, CompletionRule } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import { objectIdSchema, plainText } from '@classy-book/contracts/primitives';
import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { z } from 'zod';
import type { DraftedLesson } from '../lessons/lessons.port.js';

/** What makes an archive one of ours, and in which form it is written. */
export const ARCHIVE_FORMAT = 'classy-book-course';
export const ARCHIVE_VERSION = 1;

/** The most files in one course that travel with it. */
export const MAX_FILES = 5_000;

const described = courseSchema.pick({
  ...{ title: true, summary: true, description: true, outcomes: true, level: true, language: true, category: true },
  ...{ tags: true, coverFileId: true, price: true, enrolment: true, accessDays: true, sequential: true },
  certificate: true,
});

const lessonHeadSchema = z.strictObject({
  id: objectIdSchema,
  title: plainText(1, 160),
  preview: z.boolean(),
  requires: z.array(objectIdSchema).max(20),
  /** The draft is what was in force. */
  published: z.boolean(),
});

const sectionHeadSchema = z.strictObject({
  id: objectIdSchema,
  title: plainText(1, 160),
  requires: z.array(objectIdSchema).max(MAX_SECTIONS),
  lessons: z.array(lessonHeadSchema).max(MAX_LESSONS),
});

const bundledFileSchema = z.strictObject({
  id: objectIdSchema,
  purpose: z.enum(filePurposes).exclude(['submission', 'course_archive']),
  name: plainText(1, 255),
});
export type BundledFile = z.infer<typeof bundledFileSchema>;

/** `course.json` of an archive: everything but lessons, quizzes and files, which are entries of their own. */
export const manifestSchema = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.literal(ARCHIVE_VERSION),
  course: updateCourseRequestSchema.omit({ version: true, slug: true }).required(),
  sections: z.array(sectionHeadSchema).max(MAX_SECTIONS),
  quizIds: z.array(objectIdSchema).max(MAX_LESSONS * 10),
  files: z.array(bundledFileSchema).max(MAX_FILES),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A course with all that it is made of, without its people. */
export interface CourseBundle {
  readonly course: z.infer<typeof described>;
  readonly sections: Manifest['sections'];
  readonly lessons: readonly DraftedLesson[];
  readonly quizzes: readonly { readonly id: string; readonly content: QuizDraft }[];
  readonly files: readonly BundledFile[];
}

/** What is said about a course, without what belongs to this one only. */
export function describedOf(course: Pick<Course, keyof CourseBundle['course']>): CourseBundle['course'] {
  return described.parse(course);
}

/** Ids of an old course, and what takes their place in the new one. */
export interface NewIds {
  readonly files: ReadonlyMap<string, string>;
  readonly quizzes: ReadonlyMap<string, string>;
}

/**
 * An outline with new ids, in which requirements name the new ones and lessons are called what their drafts are.
 * @returns `lessons`: which id became which
 */
export function renewOutline(
  { sections, lessons: drafts }: Pick<CourseBundle, 'sections' | 'lessons'>,
  newId: () => string,
): { readonly sections: OutlineSection[]; readonly lessons: ReadonlyMap<string, string> } {
  const sectionIds = new Map(sections.map(({ id }) => [id, newId()]));
  const lessonIds = new Map(sections.flatMap(({ lessons }) => lessons.map(({ id }) => [id, newId()] as const)));
  const titles = new Map(drafts.map(({ id, draft }) => [id, draft.title]));
  const mapped = (ids: readonly string[], of: ReadonlyMap<string, string>) => ids.flatMap((id) => of.get(id) ?? []);
  return {
    lessons: lessonIds,
    sections: sections.map(({ id, title, requires, lessons }) => ({
      id: sectionIds.get(id) ?? newId(),
      title,
      requires: mapped(requires, sectionIds),
      lessons: lessons.map((lesson) => ({
        id: lessonIds.get(lesson.id) ?? newId(),
        title: titles.get(lesson.id) ?? lesson.title,
        preview: lesson.preview,
        requires: mapped(lesson.requires, lessonIds),
        published: null,
        changed: false,
      })),
    })),
  };
}

/**
 * A draft for another course: new names of blocks, and the new ids of files and quizzes. What has none there is left out:
 * files leave an empty block, quizzes go with their block and the rules about it.
 */
export function renewDraft(draft: LessonDraft, ids: NewIds): LessonDraft {
  const blockIds = new Map<string, string>();
  const blocks = draft.blocks.flatMap((block) => {
    const renewed = renewBlock(block, ids);
    if (renewed === null) return [];
    const id = randomBytes(9).toString('base64url');
    blockIds.set(block.id, id);
    return [{ ...renewed, id }];
  });
  const rules = draft.rules.flatMap((rule): CompletionRule[] => {
    if (!('blockId' in rule)) return [rule];
    const blockId = blockIds.get(rule.blockId);
    return blockId === undefined ? [] : [{ ...rule, blockId }];
  });
  return { ...draft, blocks, rules: rules.length === 0 ? [{ kind: 'viewed' }] : rules };
}

function renewBlock(block: Block, { files, quizzes }: NewIds): Block | null {
  const file = (id: string | null): string | null => (id === null ? null : (files.get(id) ?? null));
  switch (block.type) {
    case 'image':
    case 'file':
      return { ...block, fileId: file(block.fileId) };
    case 'video': {
      const captions = block.captions.flatMap((track) => {
        const fileId = file(track.fileId);
        return fileId === null ? [] : [{ ...track, fileId }];
      });
      return { ...block, fileId: file(block.fileId), posterFileId: file(block.posterFileId), captions };
    }
    case 'quiz': {
      const quizId = quizzes.get(block.quizId);
      return quizId === undefined ? null : { ...block, quizId };
    }
    case 'text':
    case 'callout':
    case 'code':
    case 'embed':
    case 'assignment':
      return block;
  }
}
