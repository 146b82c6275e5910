import { escapeHtml } from '../html-text.js';

const FENCE = /^ {0,3}(?:```|~~~)/;
const HEADING = /^ {0,3}(#{1,6}) +(.*?)(?: +#+)?$/;
const BULLET = /^ {0,3}[-*+] +(.*)$/;
const NUMBER = /^ {0,3}\d{1,9}[.)] +(.*)$/;
const QUOTE = /^ {0,3}> ?(.*)$/;

// what may stand inside of a line; each ends at the next mark of its kind, so that the time grows with the length only
const MARKS: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
  [/\\([\\`*_{}[\]()#+.!|>~-])/y, (character) => escapeHtml(character)],
  [/`([^`]+)`/y, (code) => `<code>${escapeHtml(code.trim())}</code>`],
  [
    /!\[([^\][]*)\]\((https:[^\s()<>]+)\)/y,
    (alt, source) => `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}" />`,
  ],
  [/\[([^\][]*)\]\((https?:[^\s()<>]+)\)/y, (label, target) => `<a href="${escapeHtml(target)}">${inline(label)}</a>`],
  [/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*/y, (text) => `<strong>${inline(text)}</strong>`],
  [/\b__([^_\s](?:[^_]*[^_\s])?)__\b/y, (text) => `<strong>${inline(text)}</strong>`],
  [/\*([^*\s](?:[^*]*[^*\s])?)\*/y, (text) => `<em>${inline(text)}</em>`],
  [/(?<![\p{L}\p{N}_])_([^_\s](?:[^_]*[^_\s])?)_(?![\p{L}\p{N}_])/uy, (text) => `<em>${inline(text)}</em>`],
];
const FIRST_OF_MARK = /[\\`![*_]/g;

/**
 * The part of Markdown that questions are written in: paragraphs, headings, lists, quotes, code, emphasis, links and pictures.
 * HTML in it is text. What comes out still has to be cleaned.
 */
export function markdownToHtml(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const [html, next] = blockAt(lines, at);
    if (html !== '') blocks.push(html);
    at = next;
  }
  return blocks.join('');
}

// the block that begins on a line, and the line after it
function blockAt(lines: readonly string[], at: number): [string, number] {
  const line = lines[at] ?? '';
  if (line.trim() === '') return ['', at + 1];
  if (FENCE.test(line)) return fenced(lines, at);
  const heading = HEADING.exec(line);
  if (heading !== null) {
    const level = String(Math.min(4, (heading[1] ?? '').length + 1));
    return [`<h${level}>${inline(heading[2] ?? '')}</h${level}>`, at + 1];
  }
  if (BULLET.test(line)) return listed(lines, at, 'ul', BULLET);
  if (NUMBER.test(line)) return listed(lines, at, 'ol', NUMBER);
  if (QUOTE.test(line)) {
    const end = endOf(lines, at, (next) => QUOTE.test(next));
    const quoted = lines.slice(at, end).map((next) => QUOTE.exec(next)?.[1] ?? '');
    return [`<blockquote><p>${inline(quoted.join('\n'))}</p></blockquote>`, end];
  }
  const end = endOf(lines, at, (next) => !isBlockStart(next));
  return [`<p>${inline(lines.slice(at, end).join('\n'))}</p>`, end];
}

function isBlockStart(line: string): boolean {
  return line.trim() === '' || [FENCE, HEADING, BULLET, NUMBER, QUOTE].some((pattern) => pattern.test(line));
}

function endOf(lines: readonly string[], at: number, belongs: (line: string) => boolean): number {
  let end = at + 1;
  while (end < lines.length && belongs(lines[end] ?? '')) end += 1;
  return end;
}

function fenced(lines: readonly string[], at: number): [string, number] {
  const end = endOf(lines, at, (line) => !FENCE.test(line));
  return [`<pre><code>${escapeHtml(lines.slice(at + 1, end).join('\n'))}</code></pre>`, end + 1];
}

function listed(lines: readonly string[], at: number, tag: 'ul' | 'ol', item: RegExp): [string, number] {
  const end = endOf(lines, at, (line) => item.test(line));
  const items = lines.slice(at, end).map((line) => `<li>${inline(item.exec(line)?.[1] ?? '')}</li>`);
  return [`<${tag}>${items.join('')}</${tag}>`, end];
}

function inline(text: string): string {
  let html = '';
  let done = 0;
  for (const { index } of text.matchAll(FIRST_OF_MARK)) {
    if (index < done) continue;
    const found = markAt(text, index);
    if (found === null) continue;
    html += plain(text.slice(done, index)) + found.html;
    done = found.end;
  }
  return html + plain(text.slice(done));
}

function markAt(text: string, at: number): { html: string; end: number } | null {
  for (const [pattern, render] of MARKS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { html: render(match[1] ?? '', match[2] ?? ''), end: at + match[0].length };
  }
  return null;
}

// two spaces at the end of a line, or a backslash, break it
function plain(text: string): string {
  return escapeHtml(text).replace(/(?: {2,}|\\)\n/g, '<br />');
}
