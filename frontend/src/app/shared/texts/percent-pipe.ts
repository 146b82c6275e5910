import { Pipe, inject, type PipeTransform } from '@angular/core';
import { I18nService } from '../../core/services/i18n';

/** A share that is given in percent, in the form of the language. Impure because the language changes. */
@Pipe({ name: 'percent', pure: false })
export class PercentPipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  transform(percent: number): string {
    return this.i18n.percent(percent / 100);
  }
}
