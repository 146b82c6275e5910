import { Pipe, inject, type PipeTransform } from '@angular/core';
import { I18nService } from '../../../core/services/i18n';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Bytes in the largest unit that says something, such as 1.4 MB. Impure because the language changes. */
@Pipe({ name: 'fileSize', pure: false })
export class FileSizePipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  transform(bytes: number): string {
    const power = bytes < 1_024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
    return this.i18n.number(bytes / 1_024 ** power, {
      style: 'unit',
      unit: units[power] ?? 'byte',
      unitDisplay: 'short',
      maximumFractionDigits: power === 0 ? 0 : 1,
    });
  }
}
