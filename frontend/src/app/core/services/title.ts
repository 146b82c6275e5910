import { Service, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import type { RouterStateSnapshot } from '@angular/router';
import { TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { I18nService } from './i18n';

/** A route's `title` is a translation key; the document's title follows the language as well as the route. */
@Service()
export class TranslatedTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly i18n = inject(I18nService);
  private readonly key = signal<string | null>(null);

  /** The translation key of the page that is open; null where its route has none. */
  readonly current = this.key.asReadonly();

  constructor() {
    super();
    effect(() => {
      this.i18n.locale();
      const brand = this.transloco.translate('brand');
      const key = this.key();
      this.title.setTitle(key === null ? brand : `${this.transloco.translate(key)} · ${brand}`);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot) ?? null);
  }
}
