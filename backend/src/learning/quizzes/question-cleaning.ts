import type { Question, QuizDraft } from '@classy-book/contracts/quizzes';

/** Cleans HTML by the allow list of the installation. */
export type CleanHtml = (html: string) => string;

// control characters but line breaks and tabs
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/** HTML in the form in which it is stored: allowed tags only, and nothing at all where there is nothing to see. */
export function cleanHtml(html: string, clean: CleanHtml): string {
  const readable = html.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  const cleaned = clean(readable).trim();
  return isBlankHtml(cleaned) ? '' : cleaned;
}

/** Whether HTML shows neither text nor a picture. */
export function isBlankHtml(html: string): boolean {
  return !/<img\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;|[\s\u200b\ufeff]/g, '') === '';
}

/** One line of text in the form in which it is stored: no control characters, single spaces. */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * A question in the form in which it is stored: HTML cleaned, texts with single spaces, and nothing on a description that
 * belongs to an answer. Cleaning what is clean changes nothing.
 */
export function cleanQuestion(question: Question, clean: CleanHtml): Question {
  const html = (text: string) => cleanHtml(text, clean);
  const common = {
    title: cleanText(question.title),
    html: html(question.html),
    points: question.points,
    feedback: html(question.feedback),
    category: cleanText(question.category),
  };
  const withFeedback = <T extends { weight: number; feedback: string }>(answer: T): T => ({
    ...answer,
    weight: plainZero(answer.weight),
    feedback: html(answer.feedback),
  });
  switch (question.type) {
    case 'single':
    case 'multiple':
      return {
        ...question,
        ...common,
        options: question.options.map((option) => ({ ...withFeedback(option), html: html(option.html) })),
      };
    case 'boolean':
      return {
        ...question,
        ...common,
        rightFeedback: html(question.rightFeedback),
        wrongFeedback: html(question.wrongFeedback),
      };
    case 'short':
      return {
        ...question,
        ...common,
        answers: question.answers.map((answer) => ({ ...withFeedback(answer), text: cleanText(answer.text) })),
      };
    case 'numerical':
      return { ...question, ...common, answers: question.answers.map((answer) => plainNumbers(withFeedback(answer))) };
    case 'matching':
      return {
        ...question,
        ...common,
        pairs: question.pairs.map((pair) => ({ ...pair, html: html(pair.html), text: cleanText(pair.text) })),
        extras: question.extras.map(cleanText).filter((text) => text !== ''),
      };
    case 'essay':
      return { ...question, ...common };
    case 'description':
      return { ...question, ...common, points: 0, feedback: '' };
  }
}

/** A draft in the form in which it is stored. */
export function cleanDraft(draft: QuizDraft, clean: CleanHtml): QuizDraft {
  return {
    ...draft,
    title: cleanText(draft.title) || '…',
    instructions: cleanHtml(draft.instructions, clean),
    questions: draft.questions.map((question) => cleanQuestion(question, clean)),
  };
}

type NumericalAnswer = Extract<Question, { type: 'numerical' }>['answers'][number];

function plainNumbers(answer: NumericalAnswer): NumericalAnswer {
  return answer.form === 'value'
    ? { ...answer, value: plainZero(answer.value), tolerance: plainZero(answer.tolerance) }
    : { ...answer, from: plainZero(answer.from), to: plainZero(answer.to) };
}

// -0 is 0 in JSON and in the eyes of everybody
function plainZero(value: number): number {
  return value === 0 ? 0 : value;
}
