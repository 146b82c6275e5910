import type { EmailData, EmailTemplate } from '../email.port.js';

/** What a mail says, before it is laid out. Everything is plain text; values of people are in there as they typed them. */
export interface MailText {
  /** Never holds what somebody typed. */
  readonly subject: string;
  readonly greeting: string | null;
  readonly paragraphs: readonly string[];
  /** Facts as a small table: where a sign-in came from, for example. */
  readonly facts?: readonly Fact[];
  readonly action?: MailLink;
  /** What to do if it was somebody else, how long a link holds. */
  readonly notes: readonly string[];
  readonly secondAction?: MailLink;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface MailLink {
  readonly label: string;
  readonly link: string;
}

/** The texts of one language: a new template does not compile until it has one in each. */
export type MailTexts = {
  readonly [T in EmailTemplate]: (data: EmailData[T], words: Words) => MailText;
};

/** How a language writes moments, countries and what people typed. */
export interface Words {
  moment(at: Date): string;
  country(code: string): string;
  /** What somebody typed, so that its reading direction cannot disturb the sentence around it. */
  typed(value: string): string;
  /**
   * A name to greet with; null for what could be anything but a name. Strangers choose it when they register with
   * somebody else's address, and must not get a message of theirs delivered with it.
   */
  name(value: string): string | null;
}

// first strong isolate and its end (Unicode UAX 9, section 2.4.2)
const ISOLATE = '\u2068';
const END_ISOLATE = '\u2069';
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const MAX_TYPED = 200;
const A_NAME = /^[\p{L}\p{M}][\p{L}\p{M}' \u2019-]{0,39}$/u;

/** The words of English or Arabic; moments are in UTC, because nobody knows where a mail will be read. */
export function wordsOf(locale: 'en' | 'ar'): Words {
  // western digits in both: they stand beside addresses and links
  const tag = locale === 'ar' ? 'ar-u-nu-latn-ca-gregory' : 'en-GB';
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const countries = new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' });
  const typed = (value: string): string => {
    const plain = value.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').slice(0, MAX_TYPED);
    return locale === 'ar' || RIGHT_TO_LEFT.test(plain) ? `${ISOLATE}${plain}${END_ISOLATE}` : plain;
  };
  return {
    moment: (at) => `${moments.format(at)} UTC`,
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : typed(code)),
    typed,
    name: (value) => (A_NAME.test(value) ? typed(value) : null),
  };
}
