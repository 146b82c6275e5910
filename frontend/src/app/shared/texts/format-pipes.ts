import { Pipe, inject, type PipeTransform } from '@angular/core';
import { I18nService } from '../../core/services/i18n';

/** A moment with day, time and zone, such as a title on hover. Impure because the language changes. */
@Pipe({ name: 'fullTime', pure: false })
export class FullTimePipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  transform(moment: string | number): string {
    return this.i18n.dateTime(moment);
  }
}

/** A number with grouping, in Latin digits in every language. */
@Pipe({ name: 'count', pure: false })
export class CountPipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  transform(value: number): string {
    return this.i18n.number(value);
  }
}

/** The day of a moment, such as 20 Nov 2026. Impure because the language changes. */
@Pipe({ name: 'day', pure: false })
export class DayPipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  transform(moment: string | number): string {
    return this.i18n.date(moment);
  }
}
