import { Component, input, output } from '@angular/core';
import type { CatalogueFilters, CatalogueSort } from '@classy-book/contracts/catalogue';
import { courseCategories, courseLevels } from '@classy-book/contracts/courses';
import { TranslocoDirective } from '@jsverse/transloco';
import { LanguageNamePipe } from '../../../../shared/course/course-texts';
import type { CatalogueFilter } from '../catalogue-filter';

/** The filters and the order of the catalogue, as plain selects, and the commonest tags. */
@Component({
  selector: 'app-catalogue-filters',
  imports: [LanguageNamePipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div class="field">
        <label for="catalogue-category">{{ t('catalogue.filter.category') }}</label>
        <select id="catalogue-category" class="input" #category (change)="pick('category', category.value)">
          <option value="" [selected]="filter().category === null">{{ t('catalogue.filter.any') }}</option>
          @for (one of categories; track one) {
            <option [value]="one" [selected]="filter().category === one">{{ t('catalogue.category.' + one) }}</option>
          }
        </select>
      </div>
      <div class="field">
        <label for="catalogue-level">{{ t('catalogue.filter.level') }}</label>
        <select id="catalogue-level" class="input" #level (change)="pick('level', level.value)">
          <option value="" [selected]="filter().level === null">{{ t('catalogue.filter.any') }}</option>
          @for (one of levels; track one) {
            <option [value]="one" [selected]="filter().level === one">{{ t('catalogue.level.' + one) }}</option>
          }
        </select>
      </div>
      <div class="field">
        <label for="catalogue-language">{{ t('catalogue.filter.language') }}</label>
        <select id="catalogue-language" class="input" #language (change)="pick('language', language.value)">
          <option value="" [selected]="filter().language === null">{{ t('catalogue.filter.any') }}</option>
          @for (one of languages(); track one.language) {
            <option [value]="one.language" [selected]="filter().language === one.language">
              {{ one.language | languageName }}
            </option>
          }
        </select>
      </div>
      <div class="field">
        <label for="catalogue-price">{{ t('catalogue.filter.price') }}</label>
        <select id="catalogue-price" class="input" #price (change)="pick('price', price.value)">
          <option value="" [selected]="filter().price === null">{{ t('catalogue.filter.any') }}</option>
          @for (one of prices; track one) {
            <option [value]="one" [selected]="filter().price === one">{{ t('catalogue.priceFilter.' + one) }}</option>
          }
        </select>
      </div>
      <div class="field sort">
        <label for="catalogue-sort">{{ t('catalogue.filter.sort') }}</label>
        <select id="catalogue-sort" class="input" #sort (change)="sorted(sort.value)">
          @for (one of sorts(); track one) {
            <option [value]="one" [selected]="shownSort() === one">{{ t('catalogue.sort.' + one) }}</option>
          }
        </select>
      </div>
      @if (tags().length > 0) {
        <ul [attr.aria-label]="t('catalogue.filter.tags')">
          @for (one of tags(); track one.tag) {
            <li>
              <button
                type="button"
                class="chip"
                [class.on]="filter().tag === one.tag"
                [attr.aria-pressed]="filter().tag === one.tag"
                (click)="changed.emit({ tag: filter().tag === one.tag ? null : one.tag })"
              >
                <bdi>{{ one.tag }}</bdi>
              </button>
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-3);
    }
    .field {
      display: grid;
      flex: 1 1 130px;
      gap: 4px;
      max-inline-size: 220px;
    }
    label {
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
    }
    select {
      font-size: var(--text-sm);
    }
    .sort {
      margin-inline-start: auto;
    }
    ul {
      display: flex;
      flex: 1 0 100%;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    @media (max-width: 599.98px) {
      .field {
        flex-basis: calc(50% - var(--space-3));
        max-inline-size: none;
      }
    }
  `,
})
export class CatalogueFilterBar {
  readonly filter = input.required<CatalogueFilter>();
  readonly languages = input.required<CatalogueFilters['languages']>();
  readonly tags = input.required<CatalogueFilters['tags']>();
  readonly changed = output<Partial<CatalogueFilter>>();
  protected readonly categories = courseCategories;
  protected readonly levels = courseLevels;
  protected readonly prices = ['free', 'paid'] as const;

  /** The orders that make sense: by relevance only where words are searched for. */
  protected sorts(): readonly CatalogueSort[] {
    const listed = ['newest', 'popular', 'rating', 'title'] as const;
    return this.filter().q === '' ? listed : ['relevance', ...listed];
  }

  protected shownSort(): CatalogueSort {
    const { q, sort } = this.filter();
    return sort === 'relevance' && q === '' ? 'newest' : sort;
  }

  protected pick(name: 'category' | 'level' | 'language' | 'price', value: string): void {
    this.changed.emit({ [name]: value === '' ? null : value });
  }

  protected sorted(value: string): void {
    const sort = this.sorts().find((one) => one === value);
    if (sort !== undefined) this.changed.emit({ sort });
  }
}
