import { Service, computed, inject, resource } from '@angular/core';
import type { CatalogueCard } from '@classy-book/contracts/catalogue';
import type { SearchResult } from '@classy-book/contracts/search';
import { AuthService } from '../../../core/services/auth';
import { CursorList } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { SearchClient } from '../../../shared/search/search-client';
import { CatalogueClient } from './catalogue-client';
import { type CatalogueFilter, filterFromUrl, filterToQuery, filterToUrl } from './catalogue-filter';

/** The courses under the filter of the URL, and the lessons of one's own with the same words. */
@Service({ autoProvided: false })
export class CatalogueStore extends UrlFilter<CatalogueFilter> {
  private readonly client = inject(CatalogueClient);
  private readonly search = inject(SearchClient);
  private readonly auth = inject(AuthService);
  private readonly known = this.client.filters();
  private readonly found = resource({
    params: () => (this.auth.signedIn() && this.filter().q !== '' ? this.filter().q : undefined),
    loader: async ({ params }) => await this.search.lessons(params),
  });

  readonly list = new CursorList<CatalogueCard>(
    this.client,
    ({ id }) => id,
    () => filterToQuery(this.filter()),
  );
  /** Lessons with the words that are searched for; empty while there is none, or nobody is signed in. */
  readonly lessons = computed<readonly SearchResult[]>(() => (this.found.hasValue() ? this.found.value() : []));
  readonly languages = computed(() => (this.known.hasValue() ? this.known.value().languages : []));
  readonly tags = computed(() => (this.known.hasValue() ? this.known.value().tags.slice(0, 16) : []));

  constructor() {
    super(filterFromUrl, filterToUrl);
  }
}
