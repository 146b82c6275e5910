import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import { describe, expect, it } from 'vitest';
import { type CourseBundle, renewDraft, renewOutline } from './course-bundle.js';

const id = (n: number): string => String(n).padStart(24, '0');
const quiz = (n: number, block: string): Block => ({ id: block, type: 'quiz', quizId: id(n) });
const none = new Map<string, string>();

function draft(blocks: Block[], rules: LessonDraft['rules']): LessonDraft {
  return { title: 'Lesson', minutes: 5, required: true, rules, blocks };
}

describe('a draft for another course', () => {
  it('has new names of blocks, which its rules know, and the files and quizzes of that course', () => {
    const blocks: Block[] = [
      quiz(1, 'quiz01'),
      { id: 'image1', type: 'image', fileId: id(2), alt: 'x', decorative: false, caption: '' },
    ];
    const ids = { quizzes: new Map([[id(1), id(11)]]), files: new Map([[id(2), id(12)]]) };
    const renewed = renewDraft(draft(blocks, [{ kind: 'score', blockId: 'quiz01', minimum: 50 }]), ids);
    expect(renewed.blocks).toMatchObject([{ quizId: id(11) }, { fileId: id(12) }]);
    expect(renewed.blocks.map((block) => block.id)).not.toContain('quiz01');
    expect(renewed.rules).toEqual([{ kind: 'score', blockId: renewed.blocks[0]?.id, minimum: 50 }]);
  });

  it('names nothing that is not there: neither files, nor quizzes, nor rules about them', () => {
    const track = { language: 'en', label: 'English' };
    const video: Block = {
      ...{ id: 'video1', type: 'video', fileId: id(3), title: '', seconds: 9, transcript: '', posterFileId: id(9) },
      captions: [
        { ...track, fileId: id(4) },
        { ...track, fileId: id(9) },
      ],
    };
    const old = draft([quiz(1, 'quiz01'), video], [{ kind: 'submitted', blockId: 'quiz01' }]);
    const renewed = renewDraft(old, {
      quizzes: none,
      files: new Map([
        [id(3), id(13)],
        [id(4), id(14)],
      ]),
    });
    const captions = [{ ...track, fileId: id(14) }];
    expect(renewed.blocks).toMatchObject([{ type: 'video', fileId: id(13), posterFileId: null, captions }]);
    expect(renewed.rules).toEqual([{ kind: 'viewed' }]);
  });
});

describe('the outline of another course', () => {
  it('has new ids throughout, and the same order and requirements', () => {
    const head = (n: number, requires: string[] = []) => ({
      id: id(n),
      title: `L${String(n)}`,
      preview: n === 1,
      published: false,
      requires,
    });
    const sections: CourseBundle['sections'] = [
      { id: id(8), title: 'A', requires: [], lessons: [head(1), head(2, [id(1)])] },
      { id: id(9), title: 'B', requires: [id(8)], lessons: [head(3, [id(1), id(2)])] },
    ];
    let next = 100;
    const lessons = [{ id: id(3), draft: { ...draft([], [{ kind: 'viewed' }]), title: 'Renamed' } }];
    const renewed = renewOutline({ sections, lessons }, () => id(next++));
    const [a, b] = renewed.sections;
    expect(b?.requires).toEqual([a?.id]);
    expect(b?.lessons[0]).toMatchObject({ title: 'Renamed', requires: a?.lessons.map((lesson) => lesson.id) });
    expect(a?.lessons).toMatchObject([{ title: 'L1', preview: true }, { requires: [renewed.lessons.get(id(1))] }]);
    const old = [1, 2, 3, 8, 9].map(id);
    expect(JSON.stringify(renewed.sections)).not.toMatch(new RegExp(old.join('|')));
  });
});
