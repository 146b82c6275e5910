import type { Block } from '@classy-book/contracts/lesson-blocks';
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { usesByFile } from './lesson-file-uses.js';

const [FILM, POSTER, WORDS, OLD] = ['1', '2', '3', '4'].map((digit) => digit.repeat(24)) as [
  string,
  string,
  string,
  string,
];
const _id = new mongo.ObjectId();
const at = { courseId: 'c'.repeat(24), lessonId: _id.toHexString() };
const video: Block = {
  ...{ id: 'video1', type: 'video', title: '', fileId: FILM, seconds: 5, posterFileId: POSTER, transcript: '' },
  captions: [{ language: 'en', label: 'English', fileId: WORDS }],
};
const picture: Block = { id: 'image1', type: 'image', fileId: OLD, alt: '', decorative: true, caption: '' };

describe('what names the files of lessons', () => {
  it('is found in every place of a block, in the draft and in what is published', () => {
    const lesson = {
      ...{ _id, courseId: at.courseId, draft: { title: 'New', blocks: [video] } },
      published: { content: { title: 'Old', blocks: [picture] } },
    };
    const uses = usesByFile([FILM, POSTER, WORDS, OLD], [lesson], []);
    for (const id of [FILM, POSTER, WORDS]) {
      expect(uses.get(id)).toEqual([{ kind: 'lesson_draft', title: 'New', ...at }]);
    }
    expect(uses.get(OLD)).toEqual([{ kind: 'lesson', title: 'Old', ...at }]);
  });

  it('is the history only where the lesson itself does not name the file', () => {
    const lesson = { _id, courseId: at.courseId, draft: { title: 'New', blocks: [video] }, published: null };
    const former = [FILM, OLD].map((fileId) => ({ fileId, title: 'Before', ...at }));
    const uses = usesByFile([FILM, OLD], [lesson], former);
    expect(uses.get(FILM)?.map(({ kind }) => kind)).toEqual(['lesson_draft']);
    expect(uses.get(OLD)).toEqual([{ kind: 'lesson_history', title: 'Before', ...at }]);
  });

  it('is told of the files that were asked for alone', () => {
    const lesson = { _id, courseId: at.courseId, draft: { title: 'New', blocks: [video] }, published: null };
    expect([...usesByFile([OLD], [lesson], [])]).toEqual([[OLD, []]]);
  });
});
