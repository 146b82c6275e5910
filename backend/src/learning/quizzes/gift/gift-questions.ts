import type { ImportProblemCode, Question, QuizOption } from '@classy-book/contracts/quizzes';
import type {
  Category,
  GIFTQuestion,
  Matching,
  MultipleChoice,
  Numerical,
  NumericalChoice,
  NumericalFormat,
  ShortAnswer,
  TextFormat,
  TrueFalse,
} from 'gift-pegjs';
import { newPartId } from '../question-ids.js';
import { formattedToHtml, formattedToText } from './gift-markup.js';
import { type GiftTags, readTags } from './gift-tags.js';

/** What reads differently here than it stands in the file. */
export type Warn = (code: ImportProblemCode) => void;

type Readable = Exclude<GIFTQuestion, Category>;
type NumericalAnswer = Extract<Question, { type: 'numerical' }>['answers'][number];
type Common = Pick<Question, 'id' | 'title' | 'html' | 'points' | 'feedback' | 'category'>;

const FULL = 100;
// what "any other number" is kept as
const WIDE = 1e15;
const FILE_IN_MOODLE = /<img\b[^<>]*@@PLUGINFILE@@[^<>]*>/gi;

/** A question as gift-pegjs read it, as a question of a quiz; its HTML is not cleaned yet. */
export function toQuestion(gift: Readable, category: string, warn: Warn): Question {
  const tags = readTags(gift.tags);
  const html = (text: TextFormat | null | undefined) => htmlOf(text, warn);
  const common = {
    id: newPartId(),
    title: tags.title ?? gift.title ?? '',
    html: html(gift.stem),
    points: tags.points ?? 1,
    feedback: 'globalFeedback' in gift ? html(gift.globalFeedback) : '',
    category,
  };
  switch (gift.type) {
    case 'Description':
      return { ...common, type: 'description', points: 0 };
    case 'Essay':
      return withoutAnswers(common, tags);
    case 'TF':
      return trueOrFalse(common, gift, html);
    case 'MC':
      return choice(common, gift, tags, html, warn);
    case 'Short':
      return choiceType(tags) !== null ? choice(common, gift, tags, html, warn) : short(common, gift, tags, html);
    case 'Numerical':
      return { ...common, type: 'numerical', answers: numbersOf(gift, html, warn) };
    case 'Matching':
      return matching(common, gift, tags, html);
  }
}

type Html = (text: TextFormat | null | undefined) => string;

function htmlOf(text: TextFormat | null | undefined, warn: Warn): string {
  if (text == null) return '';
  const html = formattedToHtml(text);
  const kept = html.replace(FILE_IN_MOODLE, '');
  if (kept !== html) warn('picture_missing');
  return kept;
}

function choiceType({ type }: GiftTags): 'single' | 'multiple' | null {
  return type === 'single' || type === 'multiple' ? type : null;
}

// `{}` is an essay; with a tag it is a question of another type whose answers are not written yet
function withoutAnswers(common: Common, { type, exactCase }: GiftTags): Question {
  switch (type) {
    case 'single':
    case 'multiple':
      return { ...common, type, options: [] };
    case 'short':
      return { ...common, type, caseSensitive: exactCase ?? false, answers: [] };
    case 'numerical':
      return { ...common, type, answers: [] };
    case 'matching':
      return { ...common, type, pairs: [], extras: [] };
    case 'boolean':
    case 'description':
    case 'essay':
    case undefined:
      return { ...common, type: 'essay' };
  }
}

function trueOrFalse(common: Common, gift: TrueFalse, html: Html): Question {
  const forTrue = html(gift.trueFeedback);
  const forFalse = html(gift.falseFeedback);
  return {
    ...common,
    type: 'boolean',
    answer: gift.isTrue,
    rightFeedback: gift.isTrue ? forTrue : forFalse,
    wrongFeedback: gift.isTrue ? forFalse : forTrue,
  };
}

// as Moodle has it: with a `=` that is worth everything one is chosen, with `~` only several are
function choice(common: Common, gift: MultipleChoice | ShortAnswer, tags: GiftTags, html: Html, warn: Warn): Question {
  const options = gift.choices.map((given): QuizOption => ({
    id: newPartId(),
    html: html(given.text),
    weight: weightOf(given),
    feedback: html(given.feedback),
  }));
  const single = gift.choices.some((given) => given.isCorrect && weightOf(given) === FULL);
  const type = choiceType(tags) ?? (single ? 'single' : 'multiple');
  const hasRight = options.some(({ weight }) => (type === 'single' ? weight === FULL : weight > 0));
  if (!hasRight) warn('no_right_answer');
  return { ...common, type, options };
}

function short(common: Common, gift: ShortAnswer | MultipleChoice, tags: GiftTags, html: Html): Question {
  const answers = gift.choices.map((given) => ({
    id: newPartId(),
    text: formattedToText(given.text),
    weight: weightOf(given),
    feedback: html(given.feedback),
  }));
  return { ...common, type: 'short', caseSensitive: tags.exactCase ?? false, answers };
}

function weightOf({ isCorrect, weight }: { isCorrect: boolean; weight: number | null }): number {
  return weight ?? (isCorrect ? FULL : 0);
}

function numbersOf({ choices }: Numerical, html: Html, warn: Warn): NumericalAnswer[] {
  if (!Array.isArray(choices)) return [numberOf(choices, { weight: FULL, feedback: '' }, warn)];
  return choices.map((given: NumericalChoice) =>
    numberOf(given.text, { weight: weightOf(given), feedback: html(given.feedback) }, warn),
  );
}

function numberOf(text: NumericalFormat, rest: { weight: number; feedback: string }, warn: Warn): NumericalAnswer {
  const id = newPartId();
  switch (text.type) {
    case 'high-low':
      return { id, form: 'range', from: text.numberLow ?? 0, to: text.numberHigh ?? 0, ...rest };
    case 'range':
      return { id, form: 'value', value: text.number ?? 0, tolerance: Math.abs(text.range ?? 0), ...rest };
    case 'simple':
      return { id, form: 'value', value: text.number ?? 0, tolerance: 0, ...rest };
    default:
      warn('any_number');
      return { id, form: 'range', from: -WIDE, to: WIDE, ...rest };
  }
}

// a pair without a left side is a text that belongs to nothing
function matching(common: Common, { matchPairs }: Matching, { rights }: GiftTags, html: Html): Question {
  const parts = matchPairs.map(({ subquestion, subanswer }, index) => ({
    left: subquestion,
    text: rights.get(index + 1) ?? unescaped(subanswer),
  }));
  const [pairs, others] = [parts.filter(({ left }) => left.text !== ''), parts.filter(({ left }) => left.text === '')];
  return {
    ...common,
    type: 'matching',
    pairs: pairs.map(({ left, text }) => ({ id: newPartId(), html: html(left), text })),
    extras: others.map(({ text }) => text).filter((text) => text.trim() !== ''),
  };
}

// the parser leaves its own marks for escaped characters in these texts
function unescaped(text: string): string {
  return text.replace(/&&(?:(092|058|035|061|123|125|126);|(010))/g, (_mark, code?: string, lineBreak?: string) =>
    String.fromCharCode(Number(code ?? lineBreak)),
  );
}
