import { Injectable } from '@nestjs/common';
import sanitizeHtml, { type IOptions } from 'sanitize-html';

/** What people may write: text with structure, links and pictures. No scripts, styles, frames, forms or handlers. */
const ALLOWED: IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'h2', 'h3', 'h4', 'blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
    ...['strong', 'em', 'b', 'i', 'u', 's', 'sub', 'sup', 'mark', 'code', 'pre', 'kbd', 'abbr', 'bdi', 'bdo', 'span'],
    ...['a', 'img', 'figure', 'figcaption', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    '*': ['dir', 'lang'],
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    abbr: ['title'],
    ol: ['start', 'type'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  enforceHtmlBoundary: false,
  nestingLimit: 50,
  transformTags: {
    // a page that is linked to learns neither where the reader came from nor a handle to this window
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }),
  },
};

/**
 * Cleans HTML that people wrote, by an allow list, where it is stored: whatever shows it later can rely on that
 * (ASVS 1.3.1).
 */
@Injectable()
export class HtmlCleanerService {
  /** Keeps what is allowed, drops the rest; text inside dropped tags stays, but for scripts and styles. */
  clean(html: string): string {
    return sanitizeHtml(html, ALLOWED);
  }

  /** The text alone, for lists and searches; `<` and `&` in it stay escaped. */
  toText(html: string): string {
    return sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} }).replace(/\s+/g, ' ').trim();
  }
}
