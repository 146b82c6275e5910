import type { Question } from '@classy-book/contracts/quizzes';
import { escapeHtml } from './html-text.js';

const WORDS = { en: ['True', 'False'], ar: ['صح', 'خطأ'] } as const;

/** What would have been right, as HTML; null where there is no such thing. */
export function solutionOf(question: Question, language: string): string | null {
  switch (question.type) {
    case 'single':
      return list(question.options.filter(({ weight }) => weight === 100).map(({ html }) => html));
    case 'multiple':
      return list(question.options.filter(({ weight }) => weight > 0).map(({ html }) => html));
    case 'boolean': {
      const [yes, no] = /^ar\b/.test(language) ? WORDS.ar : WORDS.en;
      return paragraph(question.answer ? yes : no);
    }
    case 'short':
      return list(
        question.answers
          .filter(({ weight }) => weight === 100)
          .map(({ text }) => `<bdi>${escapeHtml(text.replaceAll(String.raw`\*`, '*'))}</bdi>`),
      );
    case 'numerical':
      return list(question.answers.filter(({ weight }) => weight === 100).map(numberText));
    case 'matching':
      return tableOf(question.pairs);
    case 'essay':
    case 'description':
      return null;
  }
}

type NumericalAnswer = Extract<Question, { type: 'numerical' }>['answers'][number];

function numberText(answer: NumericalAnswer): string {
  const text =
    answer.form === 'range'
      ? `${String(answer.from)} … ${String(answer.to)}`
      : `${String(answer.value)}${answer.tolerance === 0 ? '' : ` ± ${String(answer.tolerance)}`}`;
  return `<bdi dir="ltr">${text}</bdi>`;
}

function list(items: readonly string[]): string | null {
  const [first, ...others] = items;
  if (first === undefined) return null;
  if (others.length === 0) return first.startsWith('<p') ? first : `<p>${first}</p>`;
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function tableOf(pairs: readonly { readonly html: string; readonly text: string }[]): string | null {
  if (pairs.length === 0) return null;
  const rows = pairs.map(({ html, text }) => `<tr><td>${html}</td><td><bdi>${escapeHtml(text)}</bdi></td></tr>`);
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}
