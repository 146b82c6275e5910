import { Component, computed, inject, input } from '@angular/core';
import { I18nService } from '../../core/services/i18n';
import { PluralPipe } from '../texts/plural-pipe';
import { Texts } from '../texts/texts';

/** What learners thought, as stars, the average and how many they were. Texts: scope `catalogue`. */
@Component({
  selector: 'app-star-rating',
  imports: [PluralPipe],
  template: `
    <span class="stars" role="img" [attr.aria-label]="label()" [style.--share]="share()"></span>
    <b>{{ shown() }}</b>
    @if (count() !== null) {
      <small>{{ count() ?? 0 | plural: 'catalogue.reviewCount' }}</small>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      font-size: var(--text-sm);
    }
    .stars::before {
      content: '★★★★★' / '';
      background: linear-gradient(
        to var(--inline-end, right),
        var(--warn) calc(var(--share) * 100%),
        var(--line-2) calc(var(--share) * 100%)
      );
      background-clip: text;
      color: transparent;
      letter-spacing: 1px;
    }
    :host-context([dir='rtl']) .stars {
      --inline-end: left;
    }
    small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class StarRating {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  /** 1 to 5. */
  readonly stars = input.required<number>();
  /** How many reviews it is the average of; null for a single one. */
  readonly count = input<number | null>(null);
  protected readonly share = computed(() => this.stars() / 5);
  protected readonly shown = computed(() =>
    this.count() === null ? '' : this.i18n.number(this.stars(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  protected readonly label = computed(() =>
    this.texts.of('catalogue.stars', { stars: this.i18n.number(this.stars(), { maximumFractionDigits: 1 }) }),
  );
}
