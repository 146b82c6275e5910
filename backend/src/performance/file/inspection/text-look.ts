import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Pieces } from './pieces.js';

// control characters but tab, line breaks and form feed
const NO_TEXT = /[^\P{Cc}\t\n\v\f\r\u007f-\u009f]/u;
const HEAD = 4_096;
// what may stand before the first element of a page: blanks, comments, processing instructions and document types
const PROLOGUE = /^(?:\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)+/;
const PAGE = /^<(?:!doctype\s+html|html|head|body|script|iframe|meta|style|title|link|base|object|embed)[\s>/]/i;
const DRAWING = /^<(?:!doctype\s+svg|svg|[a-z]+:svg)[\s>/]/i;
const CODE = /^<(?:\?php|\?=|%)/i;

/**
 * What a text is: `text/plain` where it is one in UTF-8 and nothing that a program runs because of how it begins; a page, a drawing and
 * a script by their own types; null where it is no text. Tags in the middle of a text make no page of it.
 */
export async function textTypeOf(pieces: Pieces): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head = '';
  try {
    for await (const piece of pieces.all()) {
      const text = decoder.decode(piece, { stream: true });
      if (NO_TEXT.test(text)) return null;
      if (head.length < HEAD) head += text.slice(0, HEAD);
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
  return disguised(head);
}

function disguised(head: string): string {
  if (head.startsWith('#!')) return 'text/x-script';
  if (CODE.test(head.trimStart())) return 'text/x-script';
  const first = head.replace(PROLOGUE, '');
  if (PAGE.test(`${first} `)) return 'text/html';
  return DRAWING.test(`${first} `) ? 'image/svg+xml' : 'text/plain';
}

/** Whether a file is WebVTT (section 4): UTF-8 that begins with the word WEBVTT, then the end, a blank or a line break. */
export async function isCaptions(path: string): Promise<boolean> {
  const bytes = await readFile(path);
  return isUtf8(bytes) && /^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(bytes.toString('utf8'));
}
