import { Pipe, inject, type PipeTransform } from '@angular/core';
import type { Price } from '@classy-book/contracts/courses';
import { I18nService } from '../../core/services/i18n';
import { Texts } from '../texts/texts';

/** How long something takes: "45 min", "2 h 10 min". Texts: scope `catalogue`. Impure because the language changes. */
@Pipe({ name: 'minutes', pure: false })
export class MinutesPipe implements PipeTransform {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  transform(minutes: number): string {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    const values = { hours: this.i18n.number(hours), minutes: this.i18n.number(rest) };
    if (hours === 0) return this.texts.of('catalogue.length.minutes', values);
    return this.texts.of(rest === 0 ? 'catalogue.length.hours' : 'catalogue.length.both', values);
  }
}

/** A price in its currency, or the word for free. Texts: scope `catalogue`. Impure because the language changes. */
@Pipe({ name: 'price', pure: false })
export class PricePipe implements PipeTransform {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  transform({ amount, currency }: Price): string {
    if (amount === 0) return this.texts.of('catalogue.free');
    const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
    return this.i18n.number(amount / 10 ** (digits ?? 2), { style: 'currency', currency });
  }
}

/** The name of a language in the language of the page: "Arabic". Impure because the language changes. */
@Pipe({ name: 'languageName', pure: false })
export class LanguageNamePipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  transform(tag: string): string {
    return new Intl.DisplayNames([this.i18n.locale()], { type: 'language' }).of(tag) ?? tag;
  }
}

/** A share from 0 to 1 as "46%". Impure because the language changes. */
@Pipe({ name: 'percent', pure: false })
export class PercentPipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  transform(share: number): string {
    return this.i18n.number(share, { style: 'percent', maximumFractionDigits: 0 });
  }
}
