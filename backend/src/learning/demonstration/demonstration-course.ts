import type { CourseCategory, CourseLevel } from '@classy-book/contracts/courses';
import type { Block, CompletionRule } from '@classy-book/contracts/lesson-blocks';
import type { Question } from '@classy-book/contracts/quizzes';

/** A drawing of a lesson: SVG of our own, stored as a picture. */
export interface Drawing {
  readonly svg: string;
  readonly alt: string;
  readonly caption: string;
}

/** A block as it is written down here: pictures are drawings, and a quiz is its questions. */
export type WrittenBlock =
  | Extract<Block, { type: 'text' | 'callout' | 'code' | 'assignment' }>
  | { readonly id: string; readonly type: 'drawing'; readonly drawing: Drawing }
  | { readonly id: string; readonly type: 'quiz'; readonly title: string; readonly questions: readonly Question[] };

/** A lesson of the demonstration. */
export interface WrittenLesson {
  readonly title: string;
  readonly minutes: number;
  readonly preview?: boolean;
  readonly required?: boolean;
  readonly rules: readonly CompletionRule[];
  readonly blocks: readonly WrittenBlock[];
}

/** A course of the demonstration, in the order in which it is read. */
export interface WrittenCourse {
  readonly language: 'en' | 'ar';
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly outcomes: readonly string[];
  readonly level: CourseLevel;
  readonly category: CourseCategory;
  readonly tags: readonly string[];
  readonly sequential: boolean;
  readonly cover: string;
  readonly sections: readonly { readonly title: string; readonly lessons: readonly WrittenLesson[] }[];
}

/** A text block. */
export function text(id: string, html: string): WrittenBlock {
  return { id, type: 'text', html };
}

/** A note that stands out. */
export function callout(id: string, tone: 'info' | 'tip' | 'warning', html: string): WrittenBlock {
  return { id, type: 'callout', tone, html };
}

const plain = { title: '', points: 1, feedback: '', category: '' };

/** A question with one right answer, which comes first here and is shuffled for who answers. */
export function single(id: string, html: string, right: string, wrong: readonly string[], feedback = ''): Question {
  const options = [right, ...wrong].map((option, index) => ({
    id: `${id}-${String(index)}`,
    html: option,
    weight: index === 0 ? 100 : 0,
    feedback: '',
  }));
  return { ...plain, id, type: 'single', html, feedback, options };
}

/** A statement that is true or not. */
export function trueOrFalse(id: string, html: string, answer: boolean, feedback = ''): Question {
  return { ...plain, id, type: 'boolean', html, feedback, answer, rightFeedback: '', wrongFeedback: '' };
}

/** A question that a number answers, up to `tolerance` off. */
export function numerical(id: string, html: string, value: number, tolerance: number, feedback = ''): Question {
  const answers = [{ id: `${id}-a`, form: 'value' as const, value, tolerance, weight: 100, feedback: '' }];
  return { ...plain, id, type: 'numerical', html, feedback, answers };
}

/** Things on the left that belong to words on the right. */
export function matching(id: string, html: string, pairs: readonly (readonly [string, string])[]): Question {
  return {
    ...plain,
    ...{ id, type: 'matching', html, points: pairs.length, extras: [] },
    pairs: pairs.map(([left, right], index) => ({ id: `${id}-${String(index)}`, html: left, text: right })),
  };
}
