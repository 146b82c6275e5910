import { computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';

/** A filter that stands in the URL and nowhere else, so that a view can be sent to a colleague. */
export abstract class UrlFilter<Filter extends object> {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  readonly filter = computed(() => this.read((name) => this.params().get(name)), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  /** `read` understands what stands in the URL; `write` gives what shall stand there, null for names to be taken out. */
  constructor(
    private readonly read: (param: (name: string) => string | null) => Filter,
    private readonly write: (filter: Filter) => Readonly<Record<string, string | null>>,
  ) {}

  /** Changes some of the filters. Going back in the browser undoes it, unless `replaceUrl` is set. */
  change(changes: Partial<Filter>, replaceUrl = false): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: this.write({ ...this.filter(), ...changes }),
      queryParamsHandling: 'merge',
      replaceUrl,
    });
  }
}
