import type { Block, BlockType, CompletionRule } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A name for a block that no other has. */
function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(14));
  return [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** An empty block. A quiz has to be made by the server first: `quizId` names it. */
export function newBlock(type: BlockType, quizId = ''): Block {
  const id = newBlockId();
  switch (type) {
    case 'text':
      return { id, type, html: '' };
    case 'callout':
      return { id, type, tone: 'info', html: '' };
    case 'code':
      return { id, type, language: '', code: '', caption: '' };
    case 'image':
      return { id, type, fileId: null, alt: '', decorative: false, caption: '' };
    case 'video':
      return { id, type, fileId: null, title: '', seconds: 0, captions: [], posterFileId: null, transcript: '' };
    case 'file':
      return { id, type, fileId: null, title: '' };
    case 'embed':
      return { id, type, url: '', title: '' };
    case 'quiz':
      return { id, type, quizId };
    case 'assignment':
      return { id, type, title: '', html: '', points: 10, accepts: 'both' };
  }
}

export function insertBlock(draft: LessonDraft, index: number, block: Block): LessonDraft {
  return { ...draft, blocks: [...draft.blocks.slice(0, index), block, ...draft.blocks.slice(index)] };
}

/** Replaces the block with the same id, wherever it stands now. */
export function setBlock(draft: LessonDraft, block: Block): LessonDraft {
  return { ...draft, blocks: draft.blocks.map((one) => (one.id === block.id ? block : one)) };
}

/** Puts a block at a place, counted without the block itself. */
export function moveBlock(draft: LessonDraft, id: string, index: number): LessonDraft {
  const moved = draft.blocks.find((block) => block.id === id);
  if (!moved || index < 0 || index >= draft.blocks.length) return draft;
  const others = draft.blocks.filter((block) => block !== moved);
  return { ...draft, blocks: [...others.slice(0, index), moved, ...others.slice(index)] };
}

/** The same block once more behind itself. A quiz stands in one place only. */
export function duplicateBlock(draft: LessonDraft, id: string): LessonDraft {
  const index = draft.blocks.findIndex((block) => block.id === id);
  const block = draft.blocks[index];
  return !block || block.type === 'quiz' ? draft : insertBlock(draft, index + 1, { ...block, id: newBlockId() });
}

/** Takes a block away, and the rules that need it. */
export function removeBlock(draft: LessonDraft, id: string): LessonDraft {
  const rules = draft.rules.filter((rule) => !('blockId' in rule) || rule.blockId !== id);
  return { ...draft, blocks: draft.blocks.filter((block) => block.id !== id), rules: orViewed(rules) };
}

/** Puts back what `removeBlock` took, into the draft as it is now. */
export function putBack(draft: LessonDraft, before: LessonDraft, id: string): LessonDraft {
  const index = before.blocks.findIndex((block) => block.id === id);
  const block = before.blocks[index];
  if (!block || draft.blocks.some((one) => one.id === id)) return draft;
  const rules = before.rules.filter((rule) => 'blockId' in rule && rule.blockId === id);
  const kept = rules.length > 0 ? draft.rules.filter(({ kind }) => kind !== 'viewed') : draft.rules;
  return { ...insertBlock(draft, Math.min(index, draft.blocks.length), block), rules: [...kept, ...rules] };
}

/** A rule that makes sense for a lesson, as it would be or is. */
interface RuleOption {
  readonly rule: CompletionRule;
  readonly chosen: boolean;
  /** The block that it is about; null where it is about the whole lesson. */
  readonly block: Block | null;
}

/** What can complete a lesson with these blocks; what is chosen comes with its own numbers. */
export function ruleOptions({ blocks, rules }: LessonDraft): readonly RuleOption[] {
  const offered: readonly CompletionRule[] = [
    { kind: 'marked' },
    ...blocks.flatMap(({ id: blockId, type }): CompletionRule[] => {
      if (type === 'video') return [{ kind: 'watched', blockId, share: 90 }];
      if (type !== 'quiz' && type !== 'assignment') return [];
      return [
        { kind: 'submitted', blockId },
        { kind: 'score', blockId, minimum: 60 },
      ];
    }),
  ];
  return offered.map((rule) => {
    const chosen = rules.find((one) => sameRule(one, rule));
    const block = 'blockId' in rule ? (blocks.find(({ id }) => id === rule.blockId) ?? null) : null;
    return { rule: chosen ?? rule, chosen: chosen !== undefined, block };
  });
}

/** Chooses a rule, with its number, or leaves it. Where no other is left, opening the lesson completes it. */
export function setRule(draft: LessonDraft, rule: CompletionRule, chosen: boolean): LessonDraft {
  const others = draft.rules.filter((one) => !sameRule(one, rule) && one.kind !== 'viewed');
  return { ...draft, rules: orViewed(chosen ? [...others, rule] : others) };
}

/** Why learners could not use a block yet. */
export type Unfinished = 'file' | 'alt' | 'seconds' | 'url';

/** Why learners could not use a block yet; null where they could. The server refuses to publish what is unfinished. */
export function unfinishedOf(block: Block): Unfinished | null {
  switch (block.type) {
    case 'image':
      if (block.fileId === null) return 'file';
      return block.decorative || block.alt.trim() !== '' ? null : 'alt';
    case 'video':
      if (block.fileId === null) return 'file';
      return block.seconds > 0 ? null : 'seconds';
    case 'file':
      return block.fileId === null ? 'file' : null;
    case 'embed':
      return block.url === '' ? 'url' : null;
    case 'text':
    case 'callout':
    case 'code':
    case 'quiz':
    case 'assignment':
      return null;
  }
}

/**
 * What the server made of a draft, taken over where a person would not notice: cleaned HTML and the addresses of players.
 * Titles and the like stay as they were typed, so that no space disappears under the cursor.
 */
export function adoptStored(mine: LessonDraft, stored: LessonDraft): LessonDraft {
  const made = new Map(stored.blocks.map((block) => [block.id, block]));
  const blocks = mine.blocks.map((block): Block => {
    const other = made.get(block.id);
    if (block.type === 'embed' && other?.type === 'embed') return { ...block, url: other.url };
    if (!('html' in block) || !other || !('html' in other)) return block;
    return { ...block, html: other.html };
  });
  return { ...mine, blocks };
}

function sameRule(one: CompletionRule, other: CompletionRule): boolean {
  const [first, second] = [one, other].map((rule) => ('blockId' in rule ? rule.blockId : ''));
  return one.kind === other.kind && first === second;
}

function orViewed(rules: CompletionRule[]): CompletionRule[] {
  return rules.length > 0 ? rules : [{ kind: 'viewed' }];
}
