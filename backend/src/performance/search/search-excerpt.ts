import { stemOf, wordsOf } from './search-words.port.js';

const AROUND = 90;
const WORD = /[\p{L}\p{M}\p{N}\u0640]+/gu;

/** The part of a text around its first word with one of the stems, at most some 200 characters, cut between words. */
export function excerptOf(text: string, stems: ReadonlySet<string>): string {
  const at = firstMatch(text, stems);
  const from = at <= AROUND ? 0 : nextSpace(text, at - AROUND);
  const until = Math.min(text.length, from + 2 * AROUND + 20);
  const end = until === text.length ? until : text.lastIndexOf(' ', until);
  const part = text.slice(from, end > from ? end : until).trim();
  return `${from > 0 ? '… ' : ''}${part}${until < text.length ? ' …' : ''}`;
}

function firstMatch(text: string, stems: ReadonlySet<string>): number {
  for (const match of text.matchAll(WORD)) {
    if (wordsOf(match[0]).some((word) => stems.has(stemOf(word)))) return match.index;
  }
  return 0;
}

function nextSpace(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space === -1 || space > from + 40 ? from : space + 1;
}
