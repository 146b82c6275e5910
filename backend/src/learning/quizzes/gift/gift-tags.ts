import { type Question, questionTypes, type QuestionType } from '@classy-book/contracts/quizzes';

/**
 * What GIFT has no words for travels in tags of the comment in front of a question, which other programs keep or leave:
 * `// [tag:points=2] [tag:type=multiple] [tag:case=exact] [tag:title=…] [tag:right2=…]`.
 * Titles and right sides of a matching stand there only where the parser of GIFT would take them for its own marks.
 */
export interface GiftTags {
  readonly points?: number;
  readonly type?: QuestionType;
  readonly exactCase?: boolean;
  readonly title?: string;
  /** Right sides of a matching, by their place from 1. */
  readonly rights: ReadonlyMap<number, string>;
}

/** Reads the tags that are ours; all others are left. */
export function readTags(tags: readonly string[] | null | undefined): GiftTags {
  const found = new Map((tags ?? []).flatMap((tag) => (tag.includes('=') ? [pairOf(tag)] : [])));
  const points = Number(found.get('points') ?? Number.NaN);
  const type = questionTypes.find((name) => name === found.get('type'));
  const title = decoded(found.get('title'));
  const rights = new Map<number, string>();
  for (const [name, value] of found) {
    const place = /^right(\d{1,2})$/.exec(name)?.[1];
    const right = decoded(value);
    if (place !== undefined && right !== undefined) rights.set(Number(place), right);
  }
  return {
    rights,
    ...(points >= 0 && points <= 100 ? { points } : {}),
    ...(type === undefined ? {} : { type }),
    ...(found.get('case') === 'exact' ? { exactCase: true } : {}),
    ...(title === undefined ? {} : { title }),
  };
}

/** What the text of a question would not say by itself. */
export interface Hidden {
  readonly type: boolean;
  readonly title: boolean;
  readonly rights: ReadonlyMap<number, string>;
}

/** The comment line that carries what GIFT cannot say of a question; empty where it can say everything. */
export function tagLine(question: Question, hidden: Hidden): string {
  const tags: string[] = [];
  if (question.points !== 1 && question.type !== 'description') tags.push(`points=${String(question.points)}`);
  if (hidden.type) tags.push(`type=${question.type}`);
  if (question.type === 'short' && question.caseSensitive) tags.push('case=exact');
  if (hidden.title) tags.push(`title=${encodeURIComponent(question.title)}`);
  for (const [place, right] of hidden.rights) tags.push(`right${String(place)}=${encodeURIComponent(right)}`);
  return tags.length === 0 ? '' : `// ${tags.map((tag) => `[tag:${tag}]`).join(' ')}\n`;
}

function pairOf(tag: string): [string, string] {
  const at = tag.indexOf('=');
  return [tag.slice(0, at).trim(), tag.slice(at + 1).trim()];
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
