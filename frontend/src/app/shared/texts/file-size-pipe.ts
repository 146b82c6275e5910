import { Pipe, inject, type PipeTransform } from '@angular/core';
import { I18nService } from '../../core/services/i18n';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes for people, such as 4.2 MB (of 1,024 each). Impure because the language changes. */
@Pipe({ name: 'fileSize', pure: false })
export class FileSizePipe implements PipeTransform {
  private readonly i18n = inject(I18nService);

  /** @param per `second` for a speed */
  transform(bytes: number, per?: 'second'): string {
    const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
    const unit = UNITS[step] ?? 'byte';
    return this.i18n.number(bytes / 1_024 ** step, {
      style: 'unit',
      unit: per === undefined ? unit : `${unit}-per-${per}`,
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step > 1 ? 1 : 0,
    });
  }
}
