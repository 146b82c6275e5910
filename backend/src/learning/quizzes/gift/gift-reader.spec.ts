import type { Question } from '@classy-book/contracts/quizzes';
import fc from 'fast-check';
import { parse } from 'gift-pegjs';
import { describe, expect, it } from 'vitest';
import { clean } from '../questions.test-support.js';
import { piecesOf } from './gift-pieces.js';
import { readGift } from './gift-reader.js';

const CAPITALS = [
  '// [id:capitals] [tag:geography]',
  '',
  '::Capitals:: Which is the capital of Canada? {',
  '  =Ottawa # Yes.',
  '  ~Toronto # The largest city, not the capital.',
  '  ~%25%Montréal',
  '  #### Capitals are not always the largest city.',
  '}',
].join('\n');

async function one(gift: string): Promise<Question> {
  const { questions, problems } = await readGift(gift, clean);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(questions).toHaveLength(1);
  return questions[0] as Question;
}

describe('a question of a GIFT file', () => {
  it('is a single choice where a `=` is worth everything', async () => {
    expect(await one(CAPITALS)).toMatchObject({
      type: 'single',
      title: 'Capitals',
      html: '<p>Which is the capital of Canada?</p>',
      points: 1,
      feedback: '<p>Capitals are not always the largest city.</p>',
      options: [
        { html: '<p>Ottawa</p>', weight: 100, feedback: '<p>Yes.</p>' },
        { html: '<p>Toronto</p>', weight: 0, feedback: '<p>The largest city, not the capital.</p>' },
        { html: '<p>Montréal</p>', weight: 25, feedback: '' },
      ],
    });
  });

  it.each([
    ['{~%50%a ~%50%b ~%-100%c ~d}', 'multiple', [50, 50, -100, 0]],
    ['{=%50%a =%50%b ~c}', 'multiple', [50, 50, 0]],
    ['{=a =b ~c}', 'single', [100, 100, 0]],
    ['{~%33.33333%a ~%33.33333%b ~%33.33333%c}', 'multiple', [33.33333, 33.33333, 33.33333]],
  ])('%s is a %s choice with these weights', async (answers, type, weights) => {
    const question = await one(`Which? ${answers}`);
    expect(question).toMatchObject({ type, options: weights.map((weight) => ({ weight })) });
  });

  it.each([
    ['{T}', true, '', ''],
    ['{FALSE#No, false.#Yes, false.}', false, '<p>Yes, false.</p>', '<p>No, false.</p>'],
    ['{TRUE#Yes, true.#No, true.}', true, '<p>Yes, true.</p>', '<p>No, true.</p>'],
    ['{TRUE# #No, true.}', true, '', '<p>No, true.</p>'],
  ])('%s is true or false: the first feedback is for who says true', async (answers, answer, right, wrong) => {
    const expected = { type: 'boolean', answer, rightFeedback: right, wrongFeedback: wrong };
    expect(await one(`Grass is green. ${answers}`)).toMatchObject(expected);
  });

  it('is a short answer where every answer is right, or stands alone', async () => {
    const several = await one('Two plus two is {=four#Yes =%75%4 =%0%five#No} in maths.');
    expect(several).toMatchObject({
      type: 'short',
      html: '<p>Two plus two is _____ in maths.</p>',
      answers: [
        { text: 'four', weight: 100, feedback: '<p>Yes</p>' },
        { text: '4', weight: 75 },
        { text: 'five', weight: 0, feedback: '<p>No</p>' },
      ],
    });
    expect(await one('Who? {nobody}')).toMatchObject({ type: 'short', answers: [{ text: 'nobody', weight: 100 }] });
    expect(await one('[html]<p>Which tag?</p> {=&lt;b&gt; =<i>b</i>}')).toMatchObject({
      answers: [{ text: '<b>' }, { text: 'b' }],
    });
  });

  it.each([
    ['{#4}', [{ form: 'value', value: 4, tolerance: 0, weight: 100 }]],
    ['{#-3.14:0.005}', [{ form: 'value', value: -3.14, tolerance: 0.005 }]],
    ['{#-5..5}', [{ form: 'range', from: -5, to: 5 }]],
    [
      '{#=1822:0#Yes =%50%1822:2#Near ~%0%5}',
      [
        { form: 'value', value: 1822, tolerance: 0, weight: 100, feedback: '<p>Yes</p>' },
        { form: 'value', value: 1822, tolerance: 2, weight: 50, feedback: '<p>Near</p>' },
        { form: 'value', value: 5, weight: 0 },
      ],
    ],
  ])('%s is a number', async (answers, expected) => {
    expect(await one(`How many? ${answers}`)).toMatchObject({ type: 'numerical', answers: expected });
  });

  it('is a matching; what has nothing on the left belongs to nothing', async () => {
    const question = await one('Match. {=Canada -> Ottawa =Italy->Rome\n= -> Oslo =[markdown]*x* -> a\\=b \\{\\}}');
    expect(question).toMatchObject({
      type: 'matching',
      pairs: [
        { html: '<p>Canada</p>', text: 'Ottawa' },
        { html: '<p>Italy</p>', text: 'Rome' },
        { html: '<p><em>x</em></p>', text: 'a=b {}' },
      ],
      extras: ['Oslo'],
    });
  });

  it('is an essay or a text, in the category that stands above it', async () => {
    const gift =
      '$CATEGORY: $course$/top/Unit 1\n\nRead this first.\n\n::T:: Write about it. {}\n\n$CATEGORY: B\n\nWhy? {T}';
    const { questions } = await readGift(gift, clean);
    expect(questions).toMatchObject([
      { type: 'description', html: '<p>Read this first.</p>', category: '$course$/top/Unit 1', points: 0 },
      { type: 'essay', title: 'T', category: '$course$/top/Unit 1' },
      { type: 'boolean', category: 'B' },
    ]);
  });

  it.each([
    ['[html]<p dir\\="rtl">نعم</p><script>x()</script>', '<p dir="rtl">نعم</p>'],
    ['[html]a<b and 1 < 2', 'a&lt;b and 1 &lt; 2'],
    ['[plain]<b>not bold</b> & co', '<p>&lt;b&gt;not bold&lt;/b&gt; &amp; co</p>'],
    ['[moodle]Is <p> a tag?', '<p>Is &lt;p&gt; a tag?</p>'],
    ['<b>Bold</b>, if 1<2', '<b>Bold</b>, if 1&lt;2'],
    ['one\\ntwo\\n\\nthree', '<p>one<br />two</p><p>three</p>'],
    [
      '[markdown]Some **bold _and slanted_** `co<de>`\\n\\n- one\\n- [two](https\\://x.example)\\n\\n1. <i>',
      '<p>Some <strong>bold <em>and slanted</em></strong> <code>co&lt;de&gt;</code></p><ul><li>one</li><li>' +
        '<a href="https://x.example" rel="noopener noreferrer nofollow">two</a></li></ul><ol><li>&lt;i&gt;</li></ol>',
    ],
    [
      '[markdown]\\# Title\\n> said\\n```\\n<a>\\n```',
      '<h2>Title</h2><blockquote><p>said</p></blockquote><pre><code>&lt;a&gt;</code></pre>',
    ],
    ['\\~ \\= \\# \\{ \\} \\: \\\\ \\x', '<p>~ = # { } : \\ \\x</p>'],
  ])('%s keeps what it looks like', async (stem, html) => {
    expect((await one(`${stem} {T}`)).html).toBe(html);
  });

  it('loses pictures that are not in the file, with a warning', async () => {
    const { questions, problems } = await readGift('[html]<p>See <img src\\="@@PLUGINFILE@@/a.png"></p> {T}', clean);
    expect(questions).toMatchObject([{ html: '<p>See </p>' }]);
    expect(problems).toMatchObject([{ line: 1, severity: 'warning', code: 'picture_missing' }]);
  });
});

describe('a GIFT file with faults', () => {
  it('is read but for what is wrong, which is reported with its line of the file', async () => {
    const gift = [
      ...['\ufeff// Faults', '', 'One {T}', '', '', '// about two', 'Two {=a ~b', '', 'Three {F}', '  \t'],
      ...['Note: not escaped', '', 'Four {', '=a', '~%x%b', '}', '', 'Five {=right ~wrong}', ''],
    ].join('\r\n');
    const { questions, problems } = await readGift(gift, clean);
    expect(questions.map(({ html }) => html)).toEqual(['<p>One</p>', '<p>Three</p>', '<p>Five</p>']);
    expect(problems).toMatchObject([
      { line: 7, severity: 'error', code: 'unfinished', excerpt: 'Two {=a ~b' },
      { line: 11, severity: 'error', code: 'unescaped', detail: ':' },
      { line: 15, severity: 'error', code: 'weight', detail: expect.stringContaining('x') as string },
    ]);
  });

  it('says which choices have no right answer', async () => {
    const { questions, problems } = await readGift('\n\nWhich? {~a ~b}', clean);
    expect(questions).toMatchObject([{ type: 'multiple' }]);
    expect(problems).toMatchObject([{ line: 3, severity: 'warning', code: 'no_right_answer' }]);
  });

  it('says which questions are too long for a quiz', async () => {
    const { questions, problems } = await readGift(`One {T}\n\n${'long '.repeat(5_000)} {T}`, clean);
    expect(questions).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 3, code: 'does_not_fit' }]);
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n \r\n\t'],
    ['comments', '// nothing\n\n// here'],
    ['a category', '$CATEGORY: alone'],
  ])('says that %s is no question', async (_what, gift) => {
    expect(await readGift(gift, clean)).toMatchObject({ questions: [], problems: [{ code: 'no_questions' }] });
  });

  it.each([
    ['open braces', '{'.repeat(400_000)],
    ['pieces that cannot be read', '{\n\n'.repeat(300_000)],
    ['choices without an end', `Q {${'=a ~b '.repeat(100_000)}`],
    ['answers', `Q {${'=a ~b '.repeat(80_000)}}`],
    ['pairs that are none', `Q {${'=a->b '.repeat(80_000)}~z}`],
    ['tags', `[html]${'<b>'.repeat(200_000)} {T}`],
    ['marks of Markdown', `[markdown]${'**a _b [c '.repeat(60_000)} {T}`],
    ['questions', 'Q {T}\n\n'.repeat(120_000)],
    ['spaces', `Q {${' \n\t'.repeat(200_000)}`],
  ])('does not keep the server busy with a megabyte of %s', async (_what, gift) => {
    const { questions, problems } = await readGift(gift, clean);
    expect(questions.length).toBeLessThanOrEqual(1_000);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(501);
  });
});

describe('a GIFT file in pieces', () => {
  const part = fc.constantFrom(
    ...[
      'One {T}',
      'Two {=a ~b#c}',
      '::T::Three',
      '[html]<b>x</b> {=1 =2}',
      '$CATEGORY: c',
      '// [tag:points=2]',
      '// x',
    ],
    ...['Four {', '=a -> b', '=c -> d', '}', '  Five {#1..2} more', '////', 'text', ' // spaced', '{}', '~%50%x'],
  );
  const gap = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n', '\n \t\n', '\r', '\r\r', '\n\r\n', ' ');

  it('gives what gift-pegjs gives for the whole, wherever it can read that', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(part, gap), { maxLength: 8 }), (parts) => {
        const file = parts.flat().join('');
        let whole;
        try {
          whole = parse(file);
        } catch {
          return;
        }
        read += 1;
        expect(piecesOf(file).flatMap(({ text }) => parse(text))).toEqual(whole);
      }),
      { numRuns: 1_500 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
