import bidiFactory, { type Bidi } from 'bidi-js';

// the types of the package are written for bundlers; where Node imports it, the default is the function itself
const bidi = (bidiFactory as unknown as () => Bidi)();

/** The parts of the font family: each holds the letters of some scripts. */
export type FontPart = 'arabic' | 'latin' | 'latin-ext';
export type Direction = 'ltr' | 'rtl';

/** A piece of a line in one font and one direction, ready to be drawn from left to right. */
export interface Piece {
  readonly text: string;
  readonly part: FontPart;
}

interface Stretch extends Piece {
  readonly level: number;
}

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/u;
// what the Latin part holds: printable characters only, control characters come in no name
const LATIN = /[ -\u00ff\u2000-\u206f\u20ac\u2122]/u;

/**
 * The pieces of a line in the order in which they stand on paper, from left to right (Unicode bidirectional algorithm,
 * UAX 9). Within a piece of Arabic the letters stay in their logical order: joining and turning them is the font's.
 */
export function visualOrder(text: string, direction: Direction): Piece[] {
  const line = text.normalize('NFC');
  const { levels } = bidi.getEmbeddingLevels(line, direction);
  const mirrored = bidi.getMirroredCharactersMap(line, levels);
  const stretches: Stretch[] = [];
  // by code unit, as the levels are; both halves of a pair have the same level and part
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    const level = levels[index] ?? 0;
    const last = stretches.at(-1);
    const part = partOf(character, last?.part);
    const shown = mirrored.get(index) ?? character;
    if (last !== undefined && last.level === level && last.part === part) {
      stretches[stretches.length - 1] = { ...last, text: last.text + shown };
    } else stretches.push({ text: shown, part, level });
  }
  return reordered(stretches).map(({ text: piece, part, level }) => ({
    text: level % 2 === 1 && part !== 'arabic' ? turnedRound(piece) : piece,
    part,
  }));
}

function turnedRound(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return characters.reverse().join('');
}

// a blank goes with what is before it: a font for each blank would tear words apart
function partOf(character: string, before: FontPart | undefined): FontPart {
  if (character === ' ' && before !== undefined) return before;
  if (ARABIC.test(character)) return 'arabic';
  return LATIN.test(character) ? 'latin' : 'latin-ext';
}

// rule L2: from the highest level to the lowest odd one, turn round what is on that level or above
function reordered(stretches: readonly Stretch[]): Stretch[] {
  const line = [...stretches];
  const highest = Math.max(0, ...line.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    let start = 0;
    while (start < line.length) {
      let end = start;
      while (end < line.length && (line[end]?.level ?? 0) >= level) end += 1;
      if (end > start) line.splice(start, end - start, ...line.slice(start, end).reverse());
      start = end + 1;
    }
  }
  return line;
}
