/** One question of a GIFT file, with the comments in front of it. */
export interface GiftPiece {
  /** The lines of the piece, with the line breaks between them. */
  readonly text: string;
  /** The line of the file (from 1) on which `text` begins. */
  readonly line: number;
  /** The first line of the file that is no comment. */
  readonly firstLine: number;
}

interface Line {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly kind: 'blank' | 'comment' | 'text';
}

/**
 * Splits a GIFT file where the format does: at blank lines, which stand in no question. Comments in front of a question
 * belong to it, across blank lines too, because they can carry its tags. Read one by one, the pieces give what the whole
 * file gives, and what cannot be read takes nothing else with it.
 */
export function piecesOf(text: string): GiftPiece[] {
  const pieces: GiftPiece[] = [];
  let comments: Line | null = null;
  let first: Line | null = null;
  let last: Line | null = null;
  const close = () => {
    if (first === null || last === null) return;
    const begin = comments ?? first;
    pieces.push({ text: text.slice(begin.start, last.end), line: begin.number, firstLine: first.number });
    comments = first = last = null;
  };
  for (const line of linesOf(text)) {
    if (line.kind === 'blank') {
      close();
    } else if (first === null && line.kind === 'comment') {
      comments ??= line;
    } else {
      first ??= line;
      last = line;
    }
  }
  close();
  return pieces;
}

// lines and blank lines as the grammar has them: \r\n, \n or \r; spaces and tabs
function* linesOf(text: string): Generator<Line> {
  const breaks = /\r\n|\n|\r/g;
  let start = 0;
  let number = 1;
  while (start <= text.length) {
    const found = breaks.exec(text);
    const end = found?.index ?? text.length;
    yield { number, start, end, kind: kindOf(text.slice(start, end)) };
    if (found === null) return;
    start = breaks.lastIndex;
    number += 1;
  }
}

function kindOf(line: string): Line['kind'] {
  const begin = line.replace(/^[ \t]+/, '');
  if (begin === '') return 'blank';
  return begin.startsWith('//') ? 'comment' : 'text';
}
