import type { PublishedHeader } from '@classy-book/contracts/courses';
import type { ErrorDetail } from '@classy-book/contracts/errors';
import type { FilePurpose } from '@classy-book/contracts/files';
import { type Block, blockTypes, type CompletionRule } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';

const DEFAULT_MINUTES = 5;

/** What kinds of blocks a rule may name. */
const NAMED: Readonly<Record<CompletionRule['kind'], readonly Block['type'][]>> = {
  viewed: [],
  marked: [],
  score: ['quiz', 'assignment'],
  submitted: ['quiz', 'assignment'],
  watched: ['video'],
};

/** A file that a block names, and what it has to be. */
export interface NamedFile {
  readonly fileId: string;
  readonly purpose: FilePurpose;
  /** Where the block stands. */
  readonly index: number;
}

/** The draft of a lesson that was never saved. */
export function emptyDraft(title: string): LessonDraft {
  return { title, minutes: DEFAULT_MINUTES, required: true, rules: [{ kind: 'viewed' }], blocks: [] };
}

/** The length of a draft as JSON. */
export function bytesOf(draft: LessonDraft): number {
  return Buffer.byteLength(JSON.stringify(draft));
}

/** Every file that blocks name. */
export function filesOf(blocks: readonly Block[]): NamedFile[] {
  return blocks.flatMap((block, index) =>
    purposesOf(block).flatMap(({ fileId, purpose }) => (fileId === null ? [] : [{ fileId, purpose, index }])),
  );
}

/** The ids of every file that blocks name, each once. */
export function fileIdsOf(blocks: readonly Block[]): string[] {
  return [...new Set(filesOf(blocks).map(({ fileId }) => fileId))];
}

/** The quizzes that blocks name, in order. */
export function quizIdsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.type === 'quiz' ? [block.quizId] : []));
}

/** What is wrong with the rules of a draft: each may name a block of the draft that it can be met with. */
export function ruleProblems({ rules, blocks }: LessonDraft): ErrorDetail[] {
  const types = new Map(blocks.map(({ id, type }) => [id, type]));
  return rules.flatMap((rule, index) => {
    if (!('blockId' in rule)) return [];
    const type = types.get(rule.blockId);
    if (type !== undefined && NAMED[rule.kind].includes(type)) return [];
    const message = `must name a block of this lesson that is ${NAMED[rule.kind].map(withArticle).join(' or ')}`;
    return [{ path: `draft.rules.${String(index)}.blockId`, message }];
  });
}

/** What of a draft learners could not use: things left empty, and pictures that nobody described. */
export function unfinished(blocks: readonly Block[]): ErrorDetail[] {
  if (blocks.length === 0) return [{ path: 'blocks', message: 'hold nothing yet' }];
  return blocks.flatMap((block, index) => {
    const message = unfinishedBlock(block);
    return message === null ? [] : [{ path: `blocks.${String(index)}`, message }];
  });
}

/**
 * A draft with the true lengths of its videos. The browser of a teacher may have read another one, and learners are held to it.
 * @param lengths seconds by the id of the file; a video whose length is not known keeps what it has
 */
export function withLengths(draft: LessonDraft, lengths: ReadonlyMap<string, number>): LessonDraft {
  if (lengths.size === 0) return draft;
  const blocks = draft.blocks.map((block): Block => {
    if (block.type !== 'video' || block.fileId === null) return block;
    return { ...block, seconds: lengths.get(block.fileId) ?? block.seconds };
  });
  return { ...draft, blocks };
}

/** What is in force for learners of a lesson with this content. `quizTitles`: by the id of the quiz. */
export function headerOf(
  { title, minutes, required, rules, blocks }: LessonDraft,
  quizTitles: ReadonlyMap<string, string>,
  publishedAt: Date,
): PublishedHeader {
  const there = new Set(blocks.map(({ type }) => type));
  return {
    ...{ title, minutes, required, rules },
    blockTypes: blockTypes.filter((type) => there.has(type)),
    graded: blocks.flatMap((block): PublishedHeader['graded'] => {
      if (block.type === 'quiz') {
        const named = quizTitles.get(block.quizId) ?? title;
        return [{ blockId: block.id, kind: 'quiz', quizId: block.quizId, title: named }];
      }
      if (block.type !== 'assignment') return [];
      return [{ blockId: block.id, kind: 'assignment', quizId: null, title: block.title === '' ? title : block.title }];
    }),
    videos: blocks.flatMap((block) => (block.type === 'video' ? [{ blockId: block.id, seconds: block.seconds }] : [])),
    publishedAt: publishedAt.toISOString(),
  };
}

function purposesOf(block: Block): { readonly fileId: string | null; readonly purpose: FilePurpose }[] {
  switch (block.type) {
    case 'image':
      return [{ fileId: block.fileId, purpose: 'image' }];
    case 'video':
      return [
        { fileId: block.fileId, purpose: 'video' },
        { fileId: block.posterFileId, purpose: 'image' },
        ...block.captions.map(({ fileId }) => ({ fileId, purpose: 'captions' as const })),
      ];
    case 'file':
      return [{ fileId: block.fileId, purpose: 'document' }];
    case 'text':
    case 'callout':
    case 'code':
    case 'embed':
    case 'quiz':
    case 'assignment':
      return [];
  }
}

function unfinishedBlock(block: Block): string | null {
  switch (block.type) {
    case 'image':
      if (block.fileId === null) return 'is a picture without a file: choose one or delete the block';
      if (block.decorative || block.alt.trim() !== '') return null;
      return 'is a picture that nobody described: say what it shows, or mark it as decoration';
    case 'video':
      if (block.fileId === null) return 'is a video without a file: choose one or delete the block';
      return block.seconds > 0 ? null : 'is a video of unknown length: upload it once more';
    case 'file':
      return block.fileId === null ? 'is a download without a file: choose one or delete the block' : null;
    case 'embed':
      return block.url === '' ? 'is an embedded page without an address: paste one or delete the block' : null;
    case 'text':
    case 'callout':
    case 'code':
    case 'quiz':
    case 'assignment':
      return null;
  }
}

function withArticle(type: Block['type']): string {
  return type === 'assignment' ? 'an assignment' : `a ${type}`;
}
