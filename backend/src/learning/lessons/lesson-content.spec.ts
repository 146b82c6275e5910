import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import { describe, expect, it } from 'vitest';
import { emptyDraft, filesOf, headerOf, ruleProblems, unfinished, withLengths } from './lesson-content.js';

const id = (n: number): string => String(n).padStart(24, '0');
const video: Block = {
  ...{ id: 'video1', type: 'video', fileId: id(1), title: '', seconds: 90, transcript: '', posterFileId: id(2) },
  captions: [{ fileId: id(3), language: 'en', label: 'English' }],
};
const image: Block = { id: 'image1', type: 'image', fileId: id(4), alt: '', decorative: false, caption: '' };
const quiz: Block = { id: 'quiz01', type: 'quiz', quizId: id(5) };
const assignment: Block = { id: 'assign', type: 'assignment', title: '', html: '', points: 5, accepts: 'both' };

describe('what learners could not use', () => {
  it.each<[string, Block, RegExp | null]>([
    ['a video', video, null],
    ['a video without a file', { ...video, fileId: null }, /without a file/],
    ['a video of unknown length', { ...video, seconds: 0 }, /unknown length/],
    ['a picture that nobody described', image, /nobody described/],
    ['a picture that is described with blanks', { ...image, alt: '  ' }, /nobody described/],
    ['a picture that is decoration', { ...image, decorative: true }, null],
    ['a picture with a description', { ...image, alt: 'A map' }, null],
    ['an embedded page without an address', { id: 'embed1', type: 'embed', url: '', title: '' }, /without an address/],
    ['a download without a file', { id: 'file01', type: 'file', fileId: null, title: '' }, /without a file/],
  ])('%s', (_what, block, message) => {
    const found = unfinished([quiz, block]);
    if (message === null) expect(found).toEqual([]);
    else expect(found).toEqual([{ path: 'blocks.1', message: expect.stringMatching(message) as string }]);
  });
});

describe('rules', () => {
  it('name blocks that they can be met with', () => {
    const draft = { ...emptyDraft('x'), blocks: [video, quiz, assignment] };
    const rules = [
      { kind: 'viewed' as const },
      { kind: 'watched' as const, blockId: 'video1', share: 90 },
      { kind: 'score' as const, blockId: 'quiz01', minimum: 50 },
      { kind: 'submitted' as const, blockId: 'assign' },
    ];
    expect(ruleProblems({ ...draft, rules })).toEqual([]);
    const wrong = rules.map((rule) => ('blockId' in rule ? { ...rule, blockId: 'nowhere' } : rule));
    expect(ruleProblems({ ...draft, rules: wrong }).map(({ path }) => path)).toEqual([
      'draft.rules.1.blockId',
      'draft.rules.2.blockId',
      'draft.rules.3.blockId',
    ]);
  });
});

describe('the lengths of videos', () => {
  const draft: LessonDraft = { ...emptyDraft('Tea'), blocks: [quiz, video, { ...video, id: 'video2', fileId: id(8) }] };
  const secondsOf = (one: LessonDraft) => one.blocks.map((block) => ('seconds' in block ? block.seconds : null));

  it('are those of the files, and what was said where a file does not say', () => {
    expect(secondsOf(withLengths(draft, new Map([[id(1), 12.5]])))).toEqual([null, 12.5, 90]);
    expect(withLengths(draft, new Map())).toBe(draft);
  });
});

describe('what a course says of a published lesson', () => {
  it('is what is graded, and how long its videos are', () => {
    const draft = { ...emptyDraft('Tea'), blocks: [assignment, quiz, video, quiz] };
    const header = headerOf(draft, new Map([[id(5), 'Check']]), new Date(0));
    expect(header).toMatchObject({ title: 'Tea', required: true, blockTypes: ['video', 'quiz', 'assignment'] });
    expect(header.graded.map(({ kind, title }) => [kind, title])).toEqual([
      ['assignment', 'Tea'],
      ['quiz', 'Check'],
      ['quiz', 'Check'],
    ]);
    expect(header.videos).toEqual([{ blockId: 'video1', seconds: 90 }]);
  });

  it('needs files for their purpose', () => {
    expect(filesOf([image, video]).map(({ fileId, purpose, index }) => [fileId, purpose, index])).toEqual([
      [id(4), 'image', 0],
      [id(1), 'video', 1],
      [id(2), 'image', 1],
      [id(3), 'captions', 1],
    ]);
  });
});
