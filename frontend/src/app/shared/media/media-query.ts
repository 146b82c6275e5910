import { DOCUMENT, DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Whether a media query holds, followed while the caller lives. Needs an injection context. */
export function mediaQuery(query: string): Signal<boolean> {
  const list = inject(DOCUMENT).defaultView?.matchMedia(query);
  const holds = signal(list?.matches ?? false);
  const follow = (event: MediaQueryListEvent) => {
    holds.set(event.matches);
  };
  list?.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    list?.removeEventListener('change', follow);
  });
  return holds.asReadonly();
}
