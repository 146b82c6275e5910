import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { type Direction, type FontPart, type Piece, visualOrder } from './visual-order.js';

export type Weight = 400 | 600 | 700;

/** How a text is set; sizes in points. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
}

/** Where a text stands: `x` is the end that it begins at, the left one from left to right, the right one otherwise. */
export interface Place {
  readonly x: number;
  readonly baseline: number;
  readonly direction: Direction;
}

const FAMILY = '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic';
const PARTS: readonly FontPart[] = ['arabic', 'latin', 'latin-ext'];
const WEIGHTS: readonly Weight[] = [400, 600, 700];
// with any feature named, a piece is shaped as a whole and not word by word, which would leave Arabic words in the wrong order
const WHOLE: { features: PDFKit.Mixins.OpenTypeFeatures[] } = { features: ['liga'] };

/** Smaller than this nobody reads. */
const SMALLEST = 8;

let fonts: ReadonlyMap<string, Buffer> | null = null;

/** The fonts as the package brings them, read once. */
function familyFonts(): ReadonlyMap<string, Buffer> {
  fonts ??= new Map(
    PARTS.flatMap((part) =>
      WEIGHTS.map((weight) => {
        const url = import.meta.resolve(`${FAMILY}-${part}-${String(weight)}-normal.woff`);
        return [`${part}-${String(weight)}`, readFileSync(fileURLToPath(url))] as const;
      }),
    ),
  );
  return fonts;
}

/** One page of A4 across, on which text runs in both directions. */
export class Paper {
  readonly document: PDFKit.PDFDocument;
  readonly width = 841.89;
  readonly height = 595.28;

  constructor(info: { readonly title: string; readonly author: string; readonly language: string; readonly at: Date }) {
    const { title, author, language, at } = info;
    this.document = new PDFDocument({
      size: 'A4',
      layout: 'landscape',
      margin: 0,
      lang: language,
      displayTitle: true,
      info: { Title: title, Author: author, Producer: 'Classy Book', Creator: 'Classy Book', CreationDate: at },
    });
    for (const [name, bytes] of familyFonts()) this.document.registerFont(name, bytes);
  }

  /** The finished page. */
  async bytes(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    this.document.end();
    for await (const chunk of this.document as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** How wide a line is. */
  widthOf(text: string, style: Pick<TextStyle, 'size' | 'weight'>): number {
    return visualOrder(text, 'ltr').reduce((sum, piece) => sum + this.pieceWidth(piece, style), 0);
  }

  /** Draws one line. */
  line(text: string, style: TextStyle, { x, baseline, direction }: Place): void {
    const pieces = visualOrder(text, direction);
    const widths = pieces.map((piece) => this.pieceWidth(piece, style));
    let at = direction === 'ltr' ? x : x - widths.reduce((sum, width) => sum + width, 0);
    this.document.fillColor(style.colour);
    for (const [index, piece] of pieces.entries()) {
      this.setFont(piece.part, style);
      this.document.text(piece.text, at, baseline, { ...WHOLE, lineBreak: false, baseline: 'alphabetic' });
      at += widths[index] ?? 0;
    }
  }

  /**
   * Breaks a text into lines that are at most `width` wide, and makes it smaller until there are at most `most` of them; what
   * does not fit even then is cut.
   */
  fit(text: string, style: TextStyle, width: number, most: number): { lines: string[]; style: TextStyle } {
    for (let { size } = style; ; size *= 0.9) {
      const smaller = { ...style, size };
      const lines = this.wrap(text, smaller, width);
      if (lines.length <= most) return { lines, style: smaller };
      if (size < Math.max(SMALLEST, style.size / 2))
        return { lines: [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`], style: smaller };
    }
  }

  private wrap(text: string, style: TextStyle, width: number): string[] {
    const lines: string[] = [];
    for (const word of text.split(/\s+/).filter((part) => part !== '')) {
      const longer = `${lines.at(-1) ?? ''} ${word}`;
      if (lines.length > 0 && this.widthOf(longer, style) <= width) lines[lines.length - 1] = longer;
      else lines.push(...this.broken(word, style, width));
    }
    return lines;
  }

  // a word that is wider than the line
  private broken(word: string, style: TextStyle, width: number): string[] {
    const parts: string[] = [];
    let rest = '';
    for (const { segment } of new Intl.Segmenter().segment(word)) {
      if (rest !== '' && this.widthOf(rest + segment, style) > width) {
        parts.push(rest);
        rest = '';
      }
      rest += segment;
    }
    return [...parts, rest];
  }

  private pieceWidth({ text, part }: Piece, style: Pick<TextStyle, 'size' | 'weight'>): number {
    this.setFont(part, style);
    return this.document.widthOfString(text, WHOLE);
  }

  private setFont(part: FontPart, { size, weight }: Pick<TextStyle, 'size' | 'weight'>): void {
    this.document.font(`${part}-${String(weight)}`).fontSize(size);
  }
}
