import type { TextFormat } from 'gift-pegjs';
import { htmlToText, textToHtml } from '../html-text.js';
import { markdownToHtml } from './markdown.js';

const TAGS = new Set([
  ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'strong'],
  ...['em', 'b', 'i', 'u', 's', 'sub', 'sup', 'mark', 'code', 'pre', 'kbd', 'abbr', 'bdi', 'bdo', 'span', 'a', 'img'],
  ...['figure', 'figcaption', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'div', 'font', 'small'],
]);
const LONE_TAGS = new Set(['br', 'hr', 'img']);
const TAG = /<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*|\/)?>/gi;
const TAG_OR_BRACKET = /<(?:!--|\/?([a-z][a-z0-9]*)(?:\s[^<>]*|\/)?>)?/gi;
// a `<` that begins no tag, as in `a<b`, is text: the cleaner would take the rest of it away
const NO_TAG = /<(?!\/?[a-z][^<>]*>|!--)/gi;

/**
 * A text of a GIFT file as HTML, not cleaned yet. `plain` is text; `moodle` is text too unless there is markup in it that
 * is whole (`<b>word</b>`, `<br>`): a lone `<p>`, as in a question on HTML, stays what it looks like.
 */
export function formattedToHtml({ format, text }: TextFormat): string {
  if (text.trim() === '') return '';
  switch (format) {
    case 'html':
      return text.replace(NO_TAG, '&lt;');
    case 'markdown':
      return markdownToHtml(text);
    case 'plain':
      return textToHtml(text);
    case 'moodle':
      return hasMarkup(text) ? withKnownTags(text).replaceAll('\n', '<br />') : textToHtml(text);
  }
}

/** A text of a GIFT file that stands for itself, such as an answer to be typed: without markup where it is HTML. */
export function formattedToText({ format, text }: TextFormat): string {
  return format === 'html' ? htmlToText(text.replace(NO_TAG, '&lt;')) : text;
}

function hasMarkup(text: string): boolean {
  const open = new Set<string>();
  for (const [, slash, tag = ''] of text.matchAll(TAG)) {
    const name = tag.toLowerCase();
    if (!TAGS.has(name)) continue;
    if (slash === '/' ? open.has(name) : LONE_TAGS.has(name)) return true;
    if (slash !== '/') open.add(name);
  }
  return false;
}

function withKnownTags(text: string): string {
  return text.replace(TAG_OR_BRACKET, (found: string, name?: string) =>
    found === '<!--' || TAGS.has((name ?? '').toLowerCase()) ? found : `&lt;${found.slice(1)}`,
  );
}
