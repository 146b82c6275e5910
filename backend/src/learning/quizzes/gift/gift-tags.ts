import { type Question, questionTypes, type QuestionType } from '@classy-book/contracts/quizzes';

/**
 * What GIFT has no words for travels in tags of the comment in front of a question, which other programs keep or leave:
 * `// [tag:points=2] [tag:type=multiple] [tag:case=exact] [tag:title=…]`.
 */
export interface GiftTags {
  readonly points?: number;
  readonly type?: QuestionType;
  readonly exactCase?: boolean;
  readonly title?: string;
}

/** Reads the tags that are ours; all others are left. */
export function readTags(tags: readonly string[] | null | undefined): GiftTags {
  const found = new Map((tags ?? []).flatMap((tag) => (tag.includes('=') ? [pairOf(tag)] : [])));
  const points = Number(found.get('points') ?? Number.NaN);
  const type = questionTypes.find((name) => name === found.get('type'));
  const title = decoded(found.get('title'));
  return {
    ...(points >= 0 && points <= 100 ? { points } : {}),
    ...(type === undefined ? {} : { type }),
    ...(found.get('case') === 'exact' ? { exactCase: true } : {}),
    ...(title === undefined ? {} : { title }),
  };
}

/** The comment line that carries what GIFT cannot say of a question; empty where it can say everything. */
export function tagLine(question: Question, extra: { readonly type: boolean; readonly title: boolean }): string {
  const tags: string[] = [];
  if (question.points !== 1 && question.type !== 'description') tags.push(`points=${String(question.points)}`);
  if (extra.type) tags.push(`type=${question.type}`);
  if (question.type === 'short' && question.caseSensitive) tags.push('case=exact');
  if (extra.title) tags.push(`title=${encodeURIComponent(question.title)}`);
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
