import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../shared/components/icon/icon';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { linkOf } from '../../../shared/search/search-links';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { CatalogueFilterBar } from './parts/catalogue-filters';
import { CourseCard } from './parts/course-card';
import { type CatalogueFilter, filtersSet, noFilter } from './catalogue-filter';
import { CatalogueStore } from './catalogue-store';

/** The published courses, for everybody: search, filters in the URL, and the lessons of one's own that fit the words. */
@Component({
  selector: 'app-catalogue-page',
  imports: [CatalogueFilterBar, CourseCard, EmptyState, Icon, PluralPipe, RouterLink, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('catalogue'), CatalogueStore],
  templateUrl: './catalogue-page.html',
  styleUrl: './catalogue-page.css',
})
export default class CataloguePage {
  private readonly failureText = inject(FailureText);
  protected readonly store = inject(CatalogueStore);
  protected readonly linkOf = linkOf;
  protected readonly placeholders = [1, 2, 3, 4, 5, 6];
  protected readonly filtered = computed(() => filtersSet(this.store.filter()) > 0 || this.store.filter().q !== '');
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure === null ? '' : this.failureText.of(failure);
  });

  protected search(event: Event, q: string): void {
    event.preventDefault();
    this.store.change({ q: q.trim(), sort: noFilter.sort });
  }

  protected change(changes: Partial<CatalogueFilter>): void {
    this.store.change(changes);
  }

  protected clear(): void {
    this.store.change(noFilter);
  }
}
