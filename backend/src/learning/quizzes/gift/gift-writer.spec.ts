import type { Question } from '@classy-book/contracts/quizzes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyQuestion, clean, common, id, withoutIds } from '../questions.test-support.js';
import { readGift } from './gift-reader.js';
import { writeGift } from './gift-writer.js';

async function again(questions: readonly Question[]): Promise<Question[]> {
  const read = await readGift(writeGift(questions), clean);
  expect(read.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return read.questions;
}

describe('a GIFT file of a draft', () => {
  it('reads back as the same questions, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyQuestion, { maxLength: 6 }), async (questions) => {
        expect(withoutIds(await again(questions))).toEqual(withoutIds(questions));
      }),
      { numRuns: 300 },
    );
  });

  it('is written as people write GIFT, with tags only for what GIFT has no words for', () => {
    const options = [
      { id: id(), html: '<p>Ottawa</p>', weight: 100, feedback: '<p>Yes.</p>' },
      { id: id(), html: '<p>Toronto: no</p>', weight: 0, feedback: '' },
    ];
    const single: Question = { ...common('<p>Capital?</p>'), type: 'single', options };
    const short: Question = {
      ...{ ...common('<p>2 + 2 = ?</p>'), title: 'Sum', points: 3, category: 'Maths' },
      ...{ type: 'short', caseSensitive: true },
      answers: [{ id: id(), text: 'four', weight: 100, feedback: '' }],
    };
    expect(writeGift([single, short])).toBe(
      [
        '[html]<p>Capital?</p> {',
        '\t=<p>Ottawa</p>#<p>Yes.</p>',
        String.raw`	~<p>Toronto\: no</p>`,
        '}',
        '',
        '$CATEGORY: Maths',
        '',
        '// [tag:points=3] [tag:case=exact]',
        String.raw`::Sum::[html]<p>2 + 2 \= ?</p> {`,
        '\t=[plain]four',
        '}',
        '',
        '',
      ].join('\n'),
    );
  });

  it('keeps numbers exactly that programs write with an exponent', async () => {
    const values = [1e21, 1.5e-7, -2.25e300, 5e-324, 123_456_789.125];
    const answers = values.map((value) => ({
      ...{ id: id(), form: 'value' as const, value, tolerance: 1e-9 },
      ...{ weight: 100, feedback: '' },
    }));
    const [read] = await again([{ ...common(), type: 'numerical', answers }]);
    expect(read?.type === 'numerical' && read.answers.map((answer) => answer.form === 'value' && answer.value)).toEqual(
      values,
    );
  });
});
