import type { Question, QuizDraft } from '@classy-book/contracts/quizzes';
import { isBlankHtml } from './question-cleaning.js';
import { comparable } from './typed-texts.js';

/**
 * What keeps a quiz from being published, one sentence each, naming the question; nothing where every question can be
 * answered right.
 */
export function obstaclesOf(draft: QuizDraft): string[] {
  const obstacles: string[] = [];
  if (!draft.questions.some(({ type }) => type !== 'description')) obstacles.push('It has no question to answer.');
  if (draft.opensAt !== null && draft.closesAt !== null && Date.parse(draft.opensAt) >= Date.parse(draft.closesAt)) {
    obstacles.push('It closes before it opens.');
  }
  draft.questions.forEach((question, index) => {
    const wrong = problemOf(question);
    if (wrong !== null) obstacles.push(`${nameOf(question, index)} ${wrong}`);
  });
  return obstacles;
}

function nameOf({ title }: Question, index: number): string {
  return title === '' ? `Question ${String(index + 1)}` : `Question ${String(index + 1)} (“${title}”)`;
}

function problemOf(question: Question): string | null {
  if (isBlankHtml(question.html)) return 'has no text.';
  switch (question.type) {
    case 'single':
      return (
        problemOfOptions(question) ??
        (hasFull(question.options) ? null : 'has no right answer: one must be worth 100 %.')
      );
    case 'multiple':
      return (
        problemOfOptions(question) ??
        (question.options.some(({ weight }) => weight > 0) ? null : 'has no right answer: tick at least one.')
      );
    case 'short':
      // nobody can type what is left out of every comparison
      if (question.answers.some(({ text }) => comparable(text, question.caseSensitive) === '')) {
        return 'has an empty answer.';
      }
      return hasFull(question.answers) ? null : 'has no right answer: one must be worth 100 %.';
    case 'numerical':
      if (question.answers.some((answer) => answer.form === 'range' && answer.from > answer.to)) {
        return 'has a range that ends before it begins.';
      }
      return hasFull(question.answers) ? null : 'has no right answer: one must be worth 100 %.';
    case 'matching':
      return problemOfPairs(question);
    case 'boolean':
    case 'essay':
    case 'description':
      return null;
  }
}

function problemOfOptions({ options }: Extract<Question, { type: 'single' | 'multiple' }>): string | null {
  if (options.length < 2) return 'needs two answers to choose from.';
  return options.some(({ html }) => isBlankHtml(html)) ? 'has an empty answer.' : null;
}

function problemOfPairs({ pairs, extras }: Extract<Question, { type: 'matching' }>): string | null {
  if (pairs.length === 0 || pairs.length + extras.length < 2) return 'needs two pairs.';
  return pairs.some(({ html, text }) => isBlankHtml(html) || text === '') ? 'has an empty pair.' : null;
}

function hasFull(answers: readonly { readonly weight: number }[]): boolean {
  return answers.some(({ weight }) => weight === 100);
}
