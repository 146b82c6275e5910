import type { Question } from '@classy-book/contracts/quizzes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyQuestion, clean, common, id, withoutIds } from '../questions.test-support.js';
import { readCsv } from './csv-reader.js';
import { writeCsv } from './csv-writer.js';

describe('questions from CSV', () => {
  it('are read from lines that people write', () => {
    const file = [
      'type,title,question,points,correct,option1,option2,option3,match1,match2,match3,feedback,feedback1',
      'single,Capitals,Capital of Canada?,2,2,Toronto,Ottawa,,,,,Look at a map.,No',
      'multiple,,Which are even?,,1;3,2,3,4,,,,,',
      'Boolean,,Grass is green.,,true,,,,,,,,',
      'short,,Two plus two?,,,four,4,,,,,,',
      'numerical,,"Pi, roughly?",,,3.14:0.01,3..4,,,,,,',
      'matching,,Match.,,,Canada,Italy,,Ottawa,Rome,Oslo,,',
      'essay,,Why?,5,,,,,,,,,',
      'description,,Read this.,,,,,,,,,,',
    ].join('\r\n');
    const { questions, problems } = readCsv(`\ufeff${file}`, clean);
    expect(problems).toEqual([]);
    expect(withoutIds(questions)).toMatchObject([
      {
        ...{ type: 'single', title: 'Capitals', html: '<p>Capital of Canada?</p>', points: 2 },
        feedback: '<p>Look at a map.</p>',
        options: [
          { html: '<p>Toronto</p>', weight: 0, feedback: '<p>No</p>' },
          { html: '<p>Ottawa</p>', weight: 100 },
        ],
      },
      { type: 'multiple', options: [{ weight: 50 }, { weight: -50 }, { weight: 50 }] },
      { type: 'boolean', answer: true },
      { type: 'short', answers: [{ text: 'four', weight: 100 }, { text: '4' }] },
      {
        ...{ type: 'numerical', html: '<p>Pi, roughly?</p>' },
        answers: [
          { form: 'value', value: 3.14, tolerance: 0.01 },
          { form: 'range', from: 3, to: 4 },
        ],
      },
      {
        type: 'matching',
        pairs: [
          { html: '<p>Canada</p>', text: 'Ottawa' },
          { html: '<p>Italy</p>', text: 'Rome' },
        ],
        extras: ['Oslo'],
      },
      { type: 'essay', points: 5 },
      { type: 'description', points: 0 },
    ]);
  });

  it('are read but for the lines that are wrong, which are reported', () => {
    const file = [
      'question;type;correct;option1;option2',
      '"One\nof two lines";single;1;a;b',
      ';;;;',
      'Two;guess;1;a;b',
      'Three;single;7;a;b',
      'Four;boolean;perhaps;;',
      'Five;single;;a;b',
      'Six;numerical;;many;',
      'Seven;boolean;خطأ;;',
    ].join('\n');
    const { questions, problems } = readCsv(file, clean);
    expect(questions.map(({ html }) => html)).toEqual(['<p>One<br />of two lines</p>', '<p>Five</p>', '<p>Seven</p>']);
    expect(problems).toMatchObject([
      { line: 5, severity: 'error', code: 'unknown_type', detail: 'guess' },
      { line: 6, severity: 'error', code: 'wrong_value', detail: 'correct' },
      { line: 7, severity: 'error', code: 'wrong_value', detail: 'correct' },
      { line: 8, severity: 'warning', code: 'no_right_answer' },
      { line: 9, severity: 'error', code: 'wrong_value', detail: 'option1' },
    ]);
  });

  it.each([
    ['an empty file', '', 'no_questions'],
    ['a file without a header', 'single,What?,1', 'missing_column'],
    ['quotes that never end', `type,question\nsingle,"${'a,"b\n'.repeat(150_000)}`, 'broken_quotes'],
    ['too many lines', `type,question\n${'essay,Why?\n'.repeat(80_000)}`, 'too_many'],
  ])('are none where there is %s', (_what, file, code) => {
    const { questions, problems } = readCsv(file, clean);
    expect(questions.length).toBeLessThanOrEqual(1_000);
    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});

describe('questions as CSV', () => {
  it('read back the same but for what is around plain text', () => {
    const shape = (questions: readonly Question[]) =>
      questions.map((question) => ({
        ...{ type: question.type, points: question.points, title: question.title.replace(/^'/, '') },
        weights: 'options' in question ? question.options.map(({ weight }) => weight) : [],
      }));
    fc.assert(
      fc.property(fc.array(anyQuestion, { maxLength: 4 }), (questions) => {
        const { questions: read, problems } = readCsv(writeCsv(questions), clean);
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(shape(read)).toEqual(shape(questions));
      }),
      { numRuns: 300 },
    );
    const question: Question = {
      ...{ ...common('<p>Is <b>1 &lt; 2</b>?</p>'), title: '=SUM(A1)', points: 0.5, category: 'Maths' },
      ...{ type: 'multiple', feedback: '<p>"Quoted", <em>slanted</em></p>' },
      options: [
        { id: id(), html: '<p>yes</p>', weight: 50, feedback: '<p>why</p>' },
        { id: id(), html: '<p>-1</p>', weight: 50, feedback: '' },
        { id: id(), html: '<ul><li>no</li></ul>', weight: -100, feedback: '' },
      ],
    };
    const file = writeCsv([question]);
    expect(file).toContain(",'=SUM(A1),");
    expect(withoutIds(readCsv(file, clean).questions)).toEqual(withoutIds([question]));
  });
});
