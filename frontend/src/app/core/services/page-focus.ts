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
  private waiting: MutationObserver | null = null;

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
    this.waiting?.disconnect();
    afterNextRender(
      {
        read: () => {
          if (!this.focusNow()) this.focusOnceThere();
        },
      },
      { injector: this.injector },
    );
  }

  private focusNow(): boolean {
    const heading = this.document.querySelector<HTMLElement>('h1');
    if (!heading) return false;
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  }

  /** A page that fetches its texts first has its heading later; by then the reader may have gone elsewhere. */
  private focusOnceThere(): void {
    const before = this.document.activeElement;
    this.waiting = new MutationObserver((_changes, observer) => {
      if (this.document.activeElement !== before || this.focusNow()) observer.disconnect();
    });
    this.waiting.observe(this.document.body, { childList: true, subtree: true });
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
