import type { Question } from '@classy-book/contracts/quizzes';
import { escapeHtml } from '../html-text.js';
import { tagLine } from './gift-tags.js';

type Of<T extends Question['type']> = Extract<Question, { type: T }>;

const FULL = 100;
// HTML where there is none: the format knows no empty text
const NOTHING = '<p></p>';
// the marks in which the parser of GIFT keeps escaped characters: they cannot be told from text
const PARSER_MARK = /&&[01]\d\d/;

/** Questions as a GIFT file that reads back as the same questions; what GIFT cannot say stands in tags (gift-tags.ts). */
export function writeGift(questions: readonly Question[]): string {
  let category = '';
  let text = '';
  for (const question of questions) {
    if (question.category !== category) text += `$CATEGORY: ${question.category}\n\n`;
    category = question.category;
    text += `${written(question)}\n\n`;
  }
  return text;
}

function written(question: Question): string {
  const hidden = PARSER_MARK.test(question.title);
  const tags = tagLine(question, { type: !saysItsType(question), title: hidden, rights: hiddenRights(question) });
  const title = question.title === '' || hidden ? '' : `::${escaped(question.title)}::`;
  const stem = `${tags}${title}[html]${escaped(question.html || NOTHING)}`;
  if (question.type === 'description') return stem;
  const lines = answersOf(question);
  if (question.feedback !== '') lines.push(`####${html(question.feedback)}`);
  const body = lines.map((line) => `\t${line}\n`).join('');
  return `${stem} {${question.type === 'numerical' && question.answers.length > 0 ? '#' : ''}${body === '' ? '' : `\n${body}`}}`;
}

function hiddenRights(question: Question): Map<number, string> {
  if (question.type !== 'matching') return new Map();
  const rights = [...question.pairs.map(({ text }) => text), ...question.extras];
  return new Map(rights.flatMap((text, index) => (PARSER_MARK.test(text) ? [[index + 1, text] as const] : [])));
}

/** Whether the answers tell the type by themselves. */
function saysItsType(question: Question): boolean {
  switch (question.type) {
    case 'single':
      return question.options.length > 1 && question.options.some(({ weight }) => weight === FULL);
    case 'multiple':
      return question.options.length > 0;
    case 'short':
    case 'numerical':
      return question.answers.length > 0;
    case 'matching':
      return question.pairs.length + question.extras.length > 0;
    case 'boolean':
    case 'essay':
    case 'description':
      return true;
  }
}

function answersOf(question: Exclude<Question, Of<'description'>>): string[] {
  switch (question.type) {
    case 'single':
      return singleOptions(question);
    case 'multiple':
      return question.options.map((option) => `~${percent(option.weight, 0)}${html(option.html)}${feedback(option)}`);
    case 'boolean':
      return trueOrFalse(question);
    case 'short':
      return question.answers.map(
        (answer) => `=${percent(answer.weight, FULL)}${typed(answer.text)}${feedback(answer)}`,
      );
    case 'numerical':
      return question.answers.map(
        (answer) => `=${percent(answer.weight, FULL)}${numberText(answer)}${feedback(answer)}`,
      );
    case 'matching':
      return [
        ...question.pairs.map((pair) => `=${html(pair.html)} -> ${rightSide(pair.text)}`),
        ...question.extras.map((extra) => `= -> ${rightSide(extra)}`),
      ];
    case 'essay':
      return [];
  }
}

// with nothing but `=` it would read as a short answer
function singleOptions({ options }: Of<'single'>): string[] {
  const onlyRight = options.every(({ weight }) => weight === FULL);
  return options.map((option, index) => {
    const plain = option.weight === FULL && !(onlyRight && index === options.length - 1);
    return `${plain ? '=' : `~${percent(option.weight, 0)}`}${html(option.html)}${feedback(option)}`;
  });
}

function trueOrFalse({ answer, rightFeedback, wrongFeedback }: Of<'boolean'>): string[] {
  const [forTrue, forFalse] = answer ? [rightFeedback, wrongFeedback] : [wrongFeedback, rightFeedback];
  const lines = [answer ? 'TRUE' : 'FALSE'];
  if (forTrue !== '' || forFalse !== '') lines.push(`#${forTrue === '' ? '' : html(forTrue)}`);
  if (forFalse !== '') lines.push(`#${html(forFalse)}`);
  return lines;
}

function feedback(answer: { readonly feedback: string }): string {
  return answer.feedback === '' ? '' : `#${html(answer.feedback)}`;
}

function percent(weight: number, implied: number): string {
  return weight === implied ? '' : `%${String(weight)}%`;
}

/** HTML after a stem in HTML; a text that begins as a weight or a format does is told to be HTML. */
function html(text: string): string {
  const shown = escaped(text || NOTHING).replaceAll('->', '-&gt;');
  return /^[[%]/.test(shown) ? `[html]${shown}` : shown;
}

/** A text to be typed: as plain text where the format has a way to say it, else as HTML. */
function typed(text: string): string {
  if (text === '') return NOTHING;
  return PARSER_MARK.test(text) || text.includes('->')
    ? `[html]${escaped(escapeHtml(text))}`
    : `[plain]${escaped(text)}`;
}

function rightSide(text: string): string {
  return text === '' ? String.raw`\n` : escaped(text);
}

function escaped(text: string): string {
  return text.replace(/[\\:#={}~]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
}

function numberText(answer: Of<'numerical'>['answers'][number]): string {
  if (answer.form === 'range') return `${decimal(answer.from)}..${decimal(answer.to)}`;
  return answer.tolerance === 0 ? decimal(answer.value) : `${decimal(answer.value)}:${decimal(answer.tolerance)}`;
}

/** A number without an exponent, exactly. */
function decimal(value: number): string {
  const [mantissa = '', exponent] = String(Math.abs(value)).split('e');
  const sign = value < 0 ? '-' : '';
  if (exponent === undefined) return sign + mantissa;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(shift, '0');
}
