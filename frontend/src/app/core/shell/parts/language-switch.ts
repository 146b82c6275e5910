import { Component, computed, inject } from '@angular/core';
import { I18nService } from '../../services/i18n';

/** Turns the page into the other language. Its name is written in that language, for those who read only that one. */
@Component({
  selector: 'app-language-switch',
  template: `
    <button type="button" class="icon-btn" [attr.lang]="other().locale" [title]="other().name" (click)="switch()">
      <span>{{ other().mark }}</span>
      <span class="visually-hidden">{{ other().name }}</span>
    </button>
  `,
  styles: `
    span {
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
      line-height: 1;
    }
  `,
})
export class LanguageSwitch {
  private readonly i18n = inject(I18nService);
  protected readonly other = computed(() =>
    this.i18n.locale() === 'en'
      ? ({ locale: 'ar', name: 'العربية', mark: 'ع' } as const)
      : ({ locale: 'en', name: 'English', mark: 'EN' } as const),
  );

  protected switch(): void {
    void this.i18n.set(this.other().locale);
  }
}
