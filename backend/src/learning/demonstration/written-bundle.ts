import { randomBytes } from 'node:crypto';
import type { FilePurpose } from '@classy-book/contracts/files';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import type { Question, QuizDraft } from '@classy-book/contracts/quizzes';
import type { WrittenBlock, WrittenCourse, WrittenLesson } from './demonstration-course.js';

/** A course of the demonstration in the form in which courses are taken over; `drawings` are the SVGs of its files by id. */
export interface WrittenBundle {
  readonly course: Pick<
    WrittenCourse,
    'language' | 'title' | 'summary' | 'description' | 'level' | 'category' | 'sequential'
  > & {
    readonly outcomes: string[];
    readonly tags: string[];
    readonly coverFileId: string;
    readonly price: { readonly amount: 0; readonly currency: string };
    readonly enrolment: 'open';
    readonly accessDays: null;
    readonly certificate: { readonly enabled: true; readonly validMonths: null; readonly minimumGrade: 0 };
  };
  readonly sections: {
    readonly id: string;
    readonly title: string;
    readonly requires: string[];
    readonly lessons: {
      readonly id: string;
      readonly title: string;
      readonly preview: boolean;
      readonly requires: string[];
      readonly published: boolean;
    }[];
  }[];
  readonly lessons: { readonly id: string; readonly draft: LessonDraft }[];
  readonly quizzes: { readonly id: string; readonly content: QuizDraft }[];
  readonly files: {
    readonly id: string;
    readonly purpose: Extract<FilePurpose, 'cover' | 'image'>;
    readonly name: string;
  }[];
  readonly drawings: ReadonlyMap<string, string>;
}

/** Gives everything in a written course an id of its own. */
export function toBundle(written: WrittenCourse): WrittenBundle {
  const drawings = new Map<string, string>();
  const files: WrittenBundle['files'] = [];
  const quizzes: WrittenBundle['quizzes'] = [];
  const draw = (svg: string, purpose: 'cover' | 'image'): string => {
    const id = newId();
    drawings.set(id, svg);
    files.push({ id, purpose, name: `${purpose}-${String(files.length + 1)}.png` });
    return id;
  };
  const ask = (title: string, questions: readonly Question[]): string => {
    const id = newId();
    quizzes.push({ id, content: quizOf(title, questions) });
    return id;
  };
  const lessons: WrittenBundle['lessons'] = [];
  const sections = written.sections.map(({ title, lessons: inside }) => ({
    ...{ id: newId(), title, requires: [] },
    lessons: inside.map((lesson) => {
      const id = newId();
      lessons.push({ id, draft: draftOf(lesson, draw, ask) });
      return { id, title: lesson.title, preview: lesson.preview ?? false, requires: [], published: true };
    }),
  }));
  const { language, title, summary, description, level, category, sequential } = written;
  return {
    course: {
      ...{ language, title, summary, description, level, category, sequential },
      outcomes: [...written.outcomes],
      tags: [...written.tags],
      coverFileId: draw(written.cover, 'cover'),
      price: { amount: 0, currency: 'EUR' },
      enrolment: 'open',
      accessDays: null,
      certificate: { enabled: true, validMonths: null, minimumGrade: 0 },
    },
    ...{ sections, lessons, quizzes, files, drawings },
  };
}

function draftOf(
  { title, minutes, required, rules, blocks }: WrittenLesson,
  draw: (svg: string, purpose: 'image') => string,
  ask: (title: string, questions: readonly Question[]) => string,
): LessonDraft {
  return {
    ...{ title, minutes, required: required ?? true, rules: [...rules] },
    blocks: blocks.map((block) => toBlock(block, draw, ask)),
  };
}

function toBlock(
  block: WrittenBlock,
  draw: (svg: string, purpose: 'image') => string,
  ask: (title: string, questions: readonly Question[]) => string,
): Block {
  if (block.type === 'quiz') return { id: block.id, type: 'quiz', quizId: ask(block.title, block.questions) };
  if (block.type !== 'drawing') return block;
  const { svg, alt, caption } = block.drawing;
  return { id: block.id, type: 'image', fileId: draw(svg, 'image'), alt, decorative: false, caption };
}

function quizOf(title: string, questions: readonly Question[]): QuizDraft {
  return {
    ...{ title, instructions: '', timeLimit: null, maxAttempts: null, scoreRule: 'highest', passPercent: 60 },
    ...{ shuffleQuestions: false, shuffleOptions: true, feedback: 'answers', opensAt: null, closesAt: null },
    questions: [...questions],
  };
}

function newId(): string {
  return randomBytes(12).toString('hex');
}
