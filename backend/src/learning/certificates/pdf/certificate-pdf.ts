import QRCode from 'qrcode';
import { certificateWords, type CertificateWords } from './certificate-words.js';
import { Paper, type TextStyle } from './paper.js';

/** What stands on a certificate. */
export interface CertificateFacts {
  readonly name: string;
  readonly course: string;
  readonly issuer: string;
  readonly teachers: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date | null;
  /** As it is shown, in groups. */
  readonly code: string;
  readonly verifyUrl: string;
  readonly language: 'en' | 'ar';
}

const INK = '#13283a';
const INK_2 = '#51647a';
const LINE = '#dfe6ee';
const BRAND = '#12293b';
const ON_BRAND_2 = '#c9d8e6';
const GLOW = '#7ba0ff';
const ACCENT = '#2f62ee';
const PANEL = 214;
const MARGIN = 58;
const QR_SIZE = 118;

/** Draws a certificate on a page of A4. Right-to-left ones are mirrored as a whole. */
export async function drawCertificate(facts: CertificateFacts): Promise<Buffer> {
  const words = certificateWords[facts.language];
  const title = `${words.heading}: ${facts.course}`;
  const paper = new Paper({ title, author: facts.issuer, language: facts.language, at: facts.issuedAt });
  const page = new Sheet(paper, facts.language === 'ar');
  page.panel(facts, words);
  page.body(facts, words);
  page.foot(facts, words);
  return await paper.bytes();
}

/** Distances are from the side at which reading begins. */
class Sheet {
  private readonly direction: 'ltr' | 'rtl';

  constructor(
    private readonly paper: Paper,
    private readonly mirrored: boolean,
  ) {
    this.direction = mirrored ? 'rtl' : 'ltr';
  }

  /** The dark part: who issues it, and how it is verified. */
  panel({ issuer, code, verifyUrl }: CertificateFacts, words: CertificateWords): void {
    const { document, height, width } = this.paper;
    document.rect(0, 0, width, height).fill('#ffffff');
    document.rect(this.edge(0, PANEL), 0, PANEL, height).fill(BRAND);
    this.mark(30, 40, 44);
    this.block(issuer, { size: 17, weight: 600, colour: '#ffffff' }, 30, 118, PANEL - 56, 4);
    const top = height - 214;
    const left = this.edge(30, QR_SIZE);
    document.roundedRect(left, top, QR_SIZE, QR_SIZE, 8).fill('#ffffff');
    // four modules of white around it, as readers want
    this.qr(verifyUrl, left + 13, top + 13, QR_SIZE - 26);
    this.text(words.verify, { size: 8.5, weight: 400, colour: ON_BRAND_2 }, 30, top + QR_SIZE + 22);
    const address = verifyUrl.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '/');
    this.block(address, { size: 9, weight: 400, colour: '#ffffff' }, 30, top + QR_SIZE + 36, PANEL - 50, 2, 'ltr');
    this.text(code, { size: 11.5, weight: 600, colour: '#ffffff' }, 30, top + QR_SIZE + 64, 'ltr');
  }

  /** Who completed what. */
  body({ name, course, teachers }: CertificateFacts, words: CertificateWords): void {
    const from = PANEL + MARGIN;
    const room = this.paper.width - from - MARGIN;
    this.text(words.heading, { size: 15, weight: 600, colour: ACCENT }, from, 96);
    this.text(words.lead, { size: 12, weight: 400, colour: INK_2 }, from, 154);
    let baseline = this.block(name, { size: 38, weight: 700, colour: INK }, from, 200, room, 2);
    this.text(words.completed, { size: 12, weight: 400, colour: INK_2 }, from, baseline + 38);
    baseline = this.block(course, { size: 24, weight: 600, colour: INK }, from, baseline + 76, room, 3);
    if (teachers.length === 0) return;
    const line = `${words.teachers} ${teachers.join(this.mirrored ? '، ' : ', ')}`;
    this.block(line, { size: 11, weight: 400, colour: INK_2 }, from, baseline + 34, room, 2);
  }

  /** When, until when, and its number. */
  foot({ issuedAt, expiresAt, code }: CertificateFacts, words: CertificateWords): void {
    const from = PANEL + MARGIN;
    const top = this.paper.height - 96;
    const width = this.paper.width - from - MARGIN;
    this.paper.document
      .moveTo(this.edge(from, width), top)
      .lineTo(this.edge(from, width) + width, top)
      .lineWidth(1)
      .stroke(LINE);
    const day = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' });
    const facts = [
      [words.issued, day.format(issuedAt), this.direction],
      ...(expiresAt === null ? [] : [[words.validUntil, day.format(expiresAt), this.direction] as const]),
      [words.code, code, 'ltr'],
    ] as const;
    for (const [index, [label, value, direction]] of facts.entries()) {
      const at = from + index * 168;
      this.text(label, { size: 9, weight: 400, colour: INK_2 }, at, top + 26);
      this.text(value, { size: 12, weight: 600, colour: INK }, at, top + 44, direction);
    }
  }

  // the mark of the product: an open book
  private mark(from: number, top: number, size: number): void {
    const { document } = this.paper;
    document
      .save()
      .translate(this.edge(from, size), top)
      .scale(size / 32)
      .path(
        'M4 6.5c4.500-2.100 8.300-2.100 12 0v19.500c-3.700-2.100-7.500-2.100-12 0zM16 6.500c3.700-2.100 7.500-2.100 12 0v19.500c-4.500-2.100-8.300-2.100-12 0z',
      )
      .lineWidth(2.2)
      .lineJoin('round')
      .stroke(GLOW)
      .restore();
  }

  private qr(text: string, left: number, top: number, size: number): void {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
    const step = size / modules.size;
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column) === 0) continue;
        this.paper.document.rect(left + column * step, top + row * step, step + 0.05, step + 0.05);
      }
    }
    this.paper.document.fill(BRAND);
  }

  /** Draws a line; what is always written from left to right still stands at the side at which reading begins. */
  private text(text: string, style: TextStyle, from: number, baseline: number, direction = this.direction): void {
    const width = this.mirrored && direction === 'ltr' ? this.paper.widthOf(text, style) : 0;
    const x = this.mirrored ? this.paper.width - from - width : from;
    this.paper.line(text, style, { x, baseline, direction });
  }

  /** Draws a text of several lines. @returns the baseline of the last one */
  private block(
    text: string,
    wanted: TextStyle,
    ...[from, baseline, width, most, direction]: [number, number, number, number, ('ltr' | 'rtl')?]
  ): number {
    const { lines, style } = this.paper.fit(text, wanted, width, most);
    const leading = style.size * 1.3;
    for (const [index, line] of lines.entries()) this.text(line, style, from, baseline + index * leading, direction);
    return baseline + (lines.length - 1) * leading;
  }

  private edge(from: number, width: number): number {
    return this.mirrored ? this.paper.width - from - width : from;
  }
}
