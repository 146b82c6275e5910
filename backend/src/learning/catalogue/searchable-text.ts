import type { Block } from '@classy-book/contracts/lesson-blocks';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** The text of cleaned HTML: ends of blocks become spaces, so that words of two paragraphs stay two. */
export function plainTextOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a lesson says, for the search: texts, captions, code, transcripts. Quizzes keep their questions to themselves. */
export function searchableText(blocks: readonly Block[]): string {
  return blocks
    .map(textOf)
    .filter((text) => text !== '')
    .join('\n');
}

function textOf(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'callout':
      return plainTextOf(block.html);
    case 'code':
      return `${block.caption} ${block.code}`.trim();
    case 'image':
      return `${block.alt} ${block.caption}`.trim();
    case 'video':
      return `${block.title} ${block.transcript}`.trim();
    case 'file':
    case 'embed':
      return block.title;
    case 'assignment':
      return `${block.title} ${plainTextOf(block.html)}`.trim();
    case 'quiz':
      return '';
  }
}
