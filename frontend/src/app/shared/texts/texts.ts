import { Service, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { filter, scan } from 'rxjs';
import { I18nService } from '../../core/services/i18n';

/**
 * Texts for code, as the pipe is for templates. A computed that asks here is computed anew when the language changes and
 * when the texts of a lazily loaded area arrive, which may be after it was asked first.
 */
@Service()
export class Texts {
  private readonly transloco = inject(TranslocoService);
  private readonly i18n = inject(I18nService);
  private readonly arrivals = toSignal(
    this.transloco.events$.pipe(
      filter((event) => event.type === 'translationLoadSuccess'),
      scan((count) => count + 1, 0),
    ),
    { initialValue: 0 },
  );

  /** The text under a key, such as `desk.block.title`. */
  of(key: string, values?: Readonly<Record<string, unknown>>): string {
    this.follow();
    return this.transloco.translate(key, values);
  }

  /** The text under `<key>.<plural category>`, with the formatted number as `count`. */
  plural(key: string, count: number, values?: Readonly<Record<string, string>>): string {
    this.follow();
    return this.i18n.plural(key, count, values);
  }

  private follow(): void {
    this.arrivals();
    this.i18n.locale();
  }
}
