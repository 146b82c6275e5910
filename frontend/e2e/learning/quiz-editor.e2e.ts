import { randomInt } from 'node:crypto';
import { expect, test } from '../support/fixtures';
import { askAs, enter } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

const FILE = [
  '::Largest:: Which planet is the largest? {=Jupiter#By far. ~Saturn ~%25%Neptune}',
  'Which is even? {=2 ~3',
  'The Moon turns around the Earth. {T}',
].join('\n\n');

const words = {
  en: {
    ...{
      import: 'Import',
      paste: 'Or paste the text here',
      read: 'Read',
      line: 'Line 3:',
      take: 'Take over 2 questions',
    },
    ...{
      saved: /Saved \d\d:\d\d/,
      add: 'Add question',
      single: 'Single choice',
      question: 'Question',
      answer: /^Answer 1$/,
    },
    ...{ second: /^Answer 2$/, right: 'Answer 2 is right', lacks: 'The text is missing.' },
  },
  ar: {
    ...{ import: 'استيراد', paste: 'أو الصق النص هنا', read: 'قراءة', line: 'السطر 3:', take: 'أخذ سؤالين' },
    ...{ saved: /حُفظ \d\d:\d\d/, add: 'إضافة سؤال', single: 'اختيار واحد', question: 'السؤال', answer: /^الإجابة 1$/ },
    ...{ second: /^الإجابة 2$/, right: 'الإجابة 2 صحيحة', lacks: 'النص ناقص.' },
  },
};

const containing = (text: string): unknown => expect.stringContaining(text);

for (const looks of allLooks) {
  test(`a quiz is written by keyboard alone, with questions of a file (${looks.locale})`, async ({
    page,
    baseURL,
    admin,
  }) => {
    const teacher = await askAs(baseURL ?? '', admin);
    const title = `Planets ${String(randomInt(1_000_000_000))}`;
    const course = await teacher<{ id: string }>('post', '/teach/courses', { title: 'The sky' });
    const quiz = await teacher<{ id: string }>('post', `/teach/courses/${course.id}/quizzes`, { title });
    const t = words[looks.locale];
    await wear(page, looks);
    await enter(page, admin);
    if (looks.locale === 'ar') await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/teach/${course.id}/quizzes/${quiz.id}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

    // a file with a question that cannot be read
    await page.getByRole('button', { name: t.import, exact: true }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t.paste).fill(FILE);
    await dialog.getByRole('button', { name: t.read, exact: true }).press('Enter');
    await expect(dialog.getByText(t.line)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: t.take }).press('Enter');
    const first = page.getByRole('button', { name: /Largest/ });
    await expect(first).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('button', { name: /^2.*Largest/ })).toBeFocused();

    // a question from nothing
    await page.getByRole('button', { name: t.add }).press('Enter');
    await page.getByRole('menuitem', { name: t.single }).press('Enter');
    await expect(page.getByRole('textbox', { name: t.question, exact: true })).toBeFocused();
    await expect(page.getByText(t.lacks)).toBeVisible();
    await page.keyboard.type('Which one is red?');
    await page.getByRole('textbox', { name: t.answer }).focus();
    await page.keyboard.type('Venus');
    await page.getByRole('textbox', { name: t.second }).focus();
    await page.keyboard.type('Mars');
    await page.getByRole('radio', { name: t.right }).press('Space');
    await expect(page.getByText(t.lacks)).toBeHidden();
    await expect(page.getByText(t.saved)).toBeVisible();
    await expectAccessible(page);

    const stored = await teacher<{ draft: { questions: object[] } }>('get', `/teach/quizzes/${quiz.id}`);
    expect(stored.draft.questions).toMatchObject([
      { type: 'boolean' },
      { title: 'Largest', options: [{ weight: 100 }, { weight: 0 }, { weight: 25 }] },
      {
        html: containing('Which one is red?'),
        options: [
          { html: containing('Venus'), weight: 0 },
          { html: containing('Mars'), weight: 100 },
        ],
      },
    ]);
  });
}
