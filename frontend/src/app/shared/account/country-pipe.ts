import { Pipe, inject, type PipeTransform } from '@angular/core';
import { I18nService } from '../../core/services/i18n';

/** The name of a country by its two letters (ISO 3166-1), in the reader's language. Impure because that changes. */
@Pipe({ name: 'country', pure: false })
export class CountryPipe implements PipeTransform {
  private readonly i18n = inject(I18nService);
  private names: { readonly locale: string; readonly of: Intl.DisplayNames } | null = null;

  transform(code: string): string {
    const locale = this.i18n.locale();
    if (this.names?.locale !== locale) this.names = { locale, of: new Intl.DisplayNames(locale, { type: 'region' }) };
    try {
      return this.names.of.of(code) ?? code;
    } catch {
      // Whatever the database of countries had instead of two letters.
      return code;
    }
  }
}
