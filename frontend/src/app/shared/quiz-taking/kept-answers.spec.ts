import { isAnswered, keptFrom, merged, toKept, type KeptAnswer } from './kept-answers';

const answer = (questionId: string, revision: number, saved = false): KeptAnswer => ({
  questionId,
  revision,
  answer: { type: 'short', text: `${questionId} ${String(revision)}` },
  saved,
});

describe('answers that are kept in the browser', () => {
  it('come back as they were kept, without those that the server has', () => {
    const kept = toKept({ question: 'second', answers: [answer('first', 2, true), answer('second', 3)] });
    expect(keptFrom(kept)).toEqual({ question: 'second', answers: [answer('second', 3)] });
  });

  it('are nothing where what was kept cannot be understood', () => {
    for (const text of [null, '', '{', '[]', '{"question":1,"answers":[]}', '{"question":null,"answers":[{}]}']) {
      expect(keptFrom(text)).toEqual({ question: null, answers: [] });
    }
  });

  it('win over those of the server only with a higher revision', () => {
    const stored = [answer('first', 2, true), answer('second', 5, true)];
    expect(merged(stored, [answer('first', 3), answer('second', 4), answer('third', 1)])).toEqual([
      answer('first', 3),
      answer('second', 5, true),
      answer('third', 1),
    ]);
  });
});

describe('a question', () => {
  it('is answered when something was chosen or written', () => {
    expect(isAnswered(undefined)).toBe(false);
    expect(isAnswered({ type: 'single', optionId: null })).toBe(false);
    expect(isAnswered({ type: 'essay', text: ' \n' })).toBe(false);
    expect(isAnswered({ type: 'matching', pairs: [] })).toBe(false);
    expect(isAnswered({ type: 'boolean', value: false })).toBe(true);
    expect(isAnswered({ type: 'multiple', optionIds: ['a'] })).toBe(true);
  });
});
