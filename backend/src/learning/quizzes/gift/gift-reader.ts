import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportedQuestions } from '@classy-book/contracts/quizzes';
import { type GIFTQuestion, parse, SyntaxError as GiftSyntaxError } from 'gift-pegjs';
import { ImportedFile } from '../imported-questions.js';
import type { CleanHtml } from '../question-cleaning.js';
import { type GiftPiece, piecesOf } from './gift-pieces.js';
import { toQuestion } from './gift-questions.js';

const AT_ONCE = 20;
const CONTROL = new Set(['=', '~', '#', '{', '}', ':']);

/**
 * Reads a GIFT file as gift-pegjs does, question by question, so that one which cannot be read is reported with its line and
 * takes no other with it. Lets others have their turn between the questions.
 */
export async function readGift(text: string, clean: CleanHtml): Promise<ImportedQuestions> {
  const file = new ImportedFile(clean);
  let category = '';
  let count = 0;
  for (const piece of piecesOf(text.replace(/^\ufeff/, ''))) {
    if (file.isFull(piece.firstLine)) break;
    const read = parsePiece(piece, file);
    for (const gift of read) {
      if (gift.type === 'Category') category = gift.title.trim();
      else take(gift, category, piece, file);
    }
    count += 1;
    if (count % AT_ONCE === 0) await nextTurn();
  }
  return file.result();
}

function take(
  gift: Exclude<GIFTQuestion, { type: 'Category' }>,
  category: string,
  piece: GiftPiece,
  file: ImportedFile,
): void {
  const warnings = new Set<Parameters<Parameters<typeof toQuestion>[2]>[0]>();
  const question = toQuestion(gift, category, (code) => warnings.add(code));
  const excerpt = excerptOf(piece);
  if (!file.add(piece.firstLine, question, excerpt)) return;
  for (const code of warnings) file.report(piece.firstLine, code, '', excerpt);
}

function parsePiece(piece: GiftPiece, file: ImportedFile): GIFTQuestion[] {
  try {
    return parse(piece.text);
  } catch (error) {
    if (!(error instanceof GiftSyntaxError)) throw error;
    reportUnreadable(error, piece, file);
    return [];
  }
}

function reportUnreadable(error: GiftSyntaxError, piece: GiftPiece, file: ImportedFile): void {
  const line = Math.max(piece.firstLine, piece.line + error.location.start.line - 1);
  const found = error.found ?? '';
  const excerpt = excerptOf(piece);
  // the parser itself says `other` where a weight is no number; everything else is told by what it met
  if (error.expected.length === 1 && /-100 and 100/.test(error.message)) {
    file.report(line, 'weight', found.slice(0, 20), excerpt);
  } else if (found === '') {
    file.report(line, 'unfinished', '', excerpt);
  } else {
    file.report(line, CONTROL.has(found) ? 'unescaped' : 'unreadable', found, excerpt);
  }
}

function excerptOf({ text, line, firstLine }: GiftPiece): string {
  return text
    .split(/\r\n|\n|\r/, firstLine - line + 3)
    .slice(firstLine - line)
    .join(' ');
}
