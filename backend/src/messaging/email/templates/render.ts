import type { EmailMessage, EmailTemplate } from '../email.port.js';
import { type LayoutWords, toHtml, toText } from './layout.js';
import { type MailTexts, wordsOf } from './mail-text.js';
import { arabicLayout, arabicTexts } from './text-ar.js';
import { englishLayout, englishTexts } from './text-en.js';

/** A mail as it goes out. */
export interface RenderedEmail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const LANGUAGES: Readonly<Record<'en' | 'ar', { readonly texts: MailTexts; readonly layout: LayoutWords }>> = {
  en: { texts: englishTexts, layout: englishLayout },
  ar: { texts: arabicTexts, layout: arabicLayout },
};

/**
 * Writes a mail in its language, as text and as HTML.
 * @throws Error for a recipient with a character that could end a header
 */
export function renderEmail<T extends EmailTemplate>({ to, locale, template, data }: EmailMessage<T>): RenderedEmail {
  if (/[\p{Cc}\s<>,;]/u.test(to)) throw new Error('a mail can only go to one plain address');
  const { texts, layout } = LANGUAGES[locale];
  const mail = texts[template](data, wordsOf(locale));
  return { to, subject: mail.subject, text: toText(mail, layout), html: toHtml(mail, layout) };
}
