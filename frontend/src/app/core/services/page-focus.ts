import { DOCUMENT, Injector, Service, afterNextRender, inject } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map, pairwise, startWith } from 'rxjs';

/**
 * Moves the focus to the heading of a page that was navigated to, so that a screen reader starts there and the next Tab
 * goes on from there. Filters that are written into the URL are not a new page, and neither is the first load.
 */
@Service()
export class PageFocus {
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);

  start(): void {
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        map((event) => pathOf(event.urlAfterRedirects)),
        startWith(null),
        pairwise(),
      )
      .subscribe(([before, now]) => {
        if (before !== null && before !== now) this.focusHeading();
      });
  }

  private focusHeading(): void {
    afterNextRender(
      {
        read: () => {
          const heading = this.document.querySelector<HTMLElement>('h1');
          if (!heading) return;
          if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
          heading.focus({ preventScroll: true });
        },
      },
      { injector: this.injector },
    );
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
