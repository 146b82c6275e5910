import { questionTypes, type Question, type QuizDraft } from '@classy-book/contracts/quizzes';
import {
  copyOf,
  insertQuestions,
  isSimple,
  moveQuestion,
  newOption,
  newQuestion,
  numberIn,
  plainOf,
  pointsOf,
  problemOf,
  putBack,
  removeQuestion,
  simpleWeights,
  tick,
  type QuestionOf,
} from './quiz-draft';

function draftOf(...questions: Question[]): QuizDraft {
  return {
    ...{ title: 'Quiz', instructions: '', timeLimit: null, maxAttempts: null, scoreRule: 'highest', passPercent: 60 },
    ...{ shuffleQuestions: false, shuffleOptions: true, feedback: 'answers', opensAt: null, closesAt: null },
    questions,
  };
}

const [a, b, c] = [newQuestion('single'), newQuestion('boolean'), newQuestion('essay')];
const ids = (draft: QuizDraft): readonly string[] => draft.questions.map(({ id }) => id);

describe('the draft of a quiz', () => {
  it('moves a question where it fits, and nowhere else', () => {
    const draft = draftOf(a, b, c);
    expect(ids(moveQuestion(draft, a.id, 2))).toEqual([b.id, c.id, a.id]);
    expect(ids(moveQuestion(draft, c.id, 0))).toEqual([c.id, a.id, b.id]);
    for (const index of [-1, 3, 0]) expect(moveQuestion(draft, a.id, index)).toBe(draft);
    expect(moveQuestion(draft, 'unknown', 1)).toBe(draft);
  });

  it('puts back what was removed once, where it was or at the end', () => {
    const removed = removeQuestion(draftOf(a, b, c), b.id);
    expect(ids(putBack(removed, b, 1))).toEqual([a.id, b.id, c.id]);
    expect(ids(putBack(draftOf(a), b, 5))).toEqual([a.id, b.id]);
    expect(ids(putBack(draftOf(a, b), b, 0))).toEqual([a.id, b.id]);
  });

  it('copies a question with names of its own for all its parts', () => {
    for (const type of questionTypes) {
      const question = newQuestion(type);
      const names = (one: Question): readonly string[] => JSON.stringify(one).match(/"id":"[^"]+"/g) ?? [];
      const copied = names(copyOf(question));
      expect(copied).toHaveLength(names(question).length);
      expect(copied.filter((name) => names(question).includes(name))).toEqual([]);
    }
  });

  it('adds up its points', () => {
    const tenths = [1, 2, 3].map(() => ({ ...newQuestion('essay'), points: 0.1 }));
    expect(pointsOf(insertQuestions(draftOf(), 0, tenths))).toBe(0.3);
  });
});

describe('ticks', () => {
  const options = ['a', 'b', 'c', 'd'].map((html) => ({ ...newOption(), html }));
  const weights = (list: readonly { weight: number }[]): readonly number[] => list.map(({ weight }) => weight);
  const [first, second] = options.map(({ id }) => id) as [string, string];

  it('make one option right, or share what is right and take as much for what is wrong', () => {
    expect(weights(tick('single', tick('single', options, first, true), second, true))).toEqual([0, 100, 0, 0]);
    const both = tick('multiple', tick('multiple', options, first, true), second, true);
    expect(weights(both)).toEqual([50, 50, -50, -50]);
    expect(weights(tick('multiple', both, first, false))).toEqual([-100, 100, -100, -100]);
    expect(weights(tick('multiple', tick('multiple', both, first, false), second, false))).toEqual([0, 0, 0, 0]);
  });

  it('are told from weights that somebody gave', () => {
    const partly = options.map((option, index) => ({ ...option, weight: [100, 50, 0, 0][index] ?? 0 }));
    expect(isSimple('single', partly)).toBe(false);
    expect(weights(simpleWeights('single', partly))).toEqual([100, 0, 0, 0]);
    expect(isSimple('single', simpleWeights('single', partly))).toBe(true);
    expect(isSimple('multiple', options)).toBe(true);
  });
});

describe('what keeps a question from being published', () => {
  const written = (type: Question['type'], change: object = {}): Question => ({
    ...newQuestion(type),
    html: '<p>Why?</p>',
    ...change,
  });
  const single = written('single') as QuestionOf<'single'>;

  it.each<[string | null, Question]>([
    ['text', newQuestion('essay')],
    ['text', { ...newQuestion('essay'), html: '<p>&nbsp;</p>' }],
    ['emptyAnswer', single],
    ['twoAnswers', { ...single, options: [] }],
    ['noRight', { ...single, options: single.options.map((option) => ({ ...option, html: 'x' })) }],
    ['emptyAnswer', written('short')],
    [
      'range',
      written('numerical', { answers: [{ id: 'x', form: 'range', from: 2, to: 1, weight: 100, feedback: '' }] }),
    ],
    ['noRight', written('numerical', { answers: [] })],
    ['emptyPair', written('matching')],
    ['twoPairs', written('matching', { pairs: [] })],
    [null, written('numerical')],
    [null, written('boolean')],
    [null, written('essay')],
    [null, written('description')],
  ])('is %s', (problem, question) => {
    expect(problemOf(question)).toBe(problem);
  });
});

describe('what is typed', () => {
  it.each([
    ['1,5', 1.5],
    ['-3.25', -3.25],
    ['١٢٫٥', 12.5],
    ['1e3', 1000],
    ['', null],
    ['five', null],
    ['1.2.3', null],
    ['1e999', null],
  ])('%s is the number %s', (typed, number) => {
    expect(numberIn(typed)).toBe(number);
  });

  it('is one line of text in a list', () => {
    expect(plainOf('<p>One <b>two</b></p><p>three &amp; four</p><script>x</script>')).toContain('One two three & four');
  });
});
