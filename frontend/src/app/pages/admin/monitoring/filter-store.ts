import { Service, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { filterFromUrl, filterToUrl, type DeskFilter } from './attempt-filter';

/** The filter of the page. It stands in the URL and nowhere else, so that a view can be sent to a colleague. */
@Service({ autoProvided: false })
export class FilterStore {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  readonly filter = computed(() => filterFromUrl((name) => this.params().get(name)), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  /** Changes some of the filters. Going back in the browser undoes it. */
  change(changes: Partial<DeskFilter>): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: filterToUrl({ ...this.filter(), ...changes }),
      queryParamsHandling: 'merge',
    });
  }
}
