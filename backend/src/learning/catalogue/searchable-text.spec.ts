import { describe, expect, it } from 'vitest';
import { plainTextOf, searchableText } from './searchable-text.js';

describe('the text of a lesson for the search', () => {
  it('keeps the words of two paragraphs apart', () => {
    expect(plainTextOf('<p>one</p><p>two&nbsp;&amp; <strong>three</strong></p>')).toBe('one two & three');
  });

  it('holds what is written and spoken, and nothing of a quiz', () => {
    const text = searchableText([
      { id: 'aaaaaa', type: 'text', html: '<h2>Phases</h2>' },
      { id: 'bbbbbb', type: 'quiz', quizId: '6561f0c2a1b2c3d4e5f60718' },
      {
        ...{
          id: 'cccccc',
          type: 'video',
          fileId: null,
          title: 'Eclipse',
          seconds: 9,
          captions: [],
          posterFileId: null,
        },
        transcript: 'the shadow falls',
      },
    ]);
    expect(text).toBe('Phases\nEclipse the shadow falls');
  });
});
