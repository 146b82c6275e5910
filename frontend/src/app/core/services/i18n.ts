import { Directionality } from '@angular/cdk/bidi';
import { DOCUMENT, Service, computed, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Preferences } from './preferences';

export const locales = ['en', 'ar'] as const;
export type Locale = (typeof locales)[number];
export type Direction = 'ltr' | 'rtl';
type Moment = string | number | Date;

/** Latin digits in both languages: figures, addresses and times line up and can be compared at a glance. */
const intlLocale: Readonly<Record<Locale, string>> = { en: 'en-GB-u-nu-latn', ar: 'ar-u-nu-latn' };

interface Formats {
  readonly number: Intl.NumberFormat;
  readonly percent: Intl.NumberFormat;
  readonly time: Intl.DateTimeFormat;
  readonly date: Intl.DateTimeFormat;
  readonly dateTime: Intl.DateTimeFormat;
  readonly relative: Intl.RelativeTimeFormat;
  readonly plural: Intl.PluralRules;
}

/**
 * The language of the page, switched while it runs: texts, `lang` and `dir` on `<html>`, and every format. The methods
 * read the locale signal, so that a template or a `computed` that calls them follows a switch.
 */
@Service()
export class I18nService {
  private readonly document = inject(DOCUMENT);
  private readonly directionality = inject(Directionality);
  private readonly preferences = inject(Preferences);
  private readonly transloco = inject(TranslocoService);
  private readonly current = signal<Locale>('en');
  private wanted: Locale = 'en';

  readonly locale = this.current.asReadonly();
  readonly dir = computed<Direction>(() => (this.current() === 'ar' ? 'rtl' : 'ltr'));
  private readonly formats = computed(() => formatsOf(intlLocale[this.current()]));

  /** Loads the first language: the remembered one, else the browser's, else English. Never rejects. */
  async start(): Promise<void> {
    const remembered = asLocale(this.preferences.read('locale'));
    const language = this.document.defaultView?.navigator.language.slice(0, 2) ?? 'en';
    await this.activate(remembered ?? asLocale(language) ?? 'en');
  }

  /** Switches the language and remembers it on this device. Resolves once the texts are there. */
  async set(locale: Locale): Promise<void> {
    this.preferences.write('locale', locale);
    await this.activate(locale);
  }

  /** The text of a key, with `{{name}}` replaced by the given values. */
  text(key: string, values: Readonly<Record<string, string>> = {}): string {
    this.current();
    return this.transloco.translate(key, values);
  }

  /** A number with grouping, such as 1,284. Options go to `Intl.NumberFormat`. */
  number(value: number, options?: Intl.NumberFormatOptions): string {
    if (options) return new Intl.NumberFormat(intlLocale[this.current()], options).format(value);
    return this.formats().number.format(value);
  }

  /** A fraction as a whole percentage: 0.06 is 6%. */
  percent(fraction: number): string {
    return this.formats().percent.format(fraction);
  }

  /** Hours, minutes and seconds of a moment, in the reader's time zone. */
  time(moment: Moment): string {
    return this.formats().time.format(new Date(moment));
  }

  /** The day of a moment, such as 20 Nov 2026. */
  date(moment: Moment): string {
    return this.formats().date.format(new Date(moment));
  }

  /** Day and time of a moment, with the time zone: for titles and details. */
  dateTime(moment: Moment): string {
    return this.formats().dateTime.format(new Date(moment));
  }

  /** "3 minutes ago", "in 2 hours": `value` is negative in the past. */
  relative(value: number, unit: Intl.RelativeTimeFormatUnit): string {
    return this.formats().relative.format(value, unit);
  }

  /**
   * A sentence that counts: looks up `<key>.<plural category>` (zero, one, two, few, many, other) and hands it `count`,
   * already formatted, besides the given values.
   */
  plural(key: string, count: number, values: Readonly<Record<string, string>> = {}): string {
    const category = this.formats().plural.select(count);
    return this.text(`${key}.${category}`, { ...values, count: this.number(count) });
  }

  private async activate(locale: Locale): Promise<void> {
    this.wanted = locale;
    try {
      await firstValueFrom(this.transloco.load(locale));
    } catch {
      // Without the texts of this language the page stays in the one it has; the loader has already tried again.
      if (locale !== 'en') return;
    }
    if (this.wanted !== locale) return;
    this.transloco.setActiveLang(locale);
    this.current.set(locale);
    this.document.documentElement.lang = locale;
    this.document.documentElement.dir = this.dir();
    // Menus and dialogs are placed by the CDK, which reads the page's direction only once.
    this.directionality.valueSignal.set(this.dir());
    this.directionality.change.emit(this.dir());
  }
}

function asLocale(value: string | null): Locale | null {
  return locales.find((locale) => locale === value) ?? null;
}

function formatsOf(locale: string): Formats {
  return {
    number: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
    time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
    dateTime: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' }),
    plural: new Intl.PluralRules(locale),
  };
}
