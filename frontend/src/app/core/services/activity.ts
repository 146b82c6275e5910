import { DOCUMENT, DestroyRef, Service, inject } from '@angular/core';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** When somebody last used this page: pointer, wheel, touch or key. Looking at it is not using it. */
@Service()
export class Activity {
  private last = 0;

  constructor() {
    const document = inject(DOCUMENT);
    const note = (event: Event): void => {
      // A page that moves under a pointer at rest makes the browser report a move of no distance.
      if (
        event instanceof MouseEvent &&
        event.type === 'pointermove' &&
        event.movementX === 0 &&
        event.movementY === 0
      ) {
        return;
      }
      this.last = Date.now();
    };
    for (const sign of signs) document.addEventListener(sign, note, { capture: true, passive: true });
    inject(DestroyRef).onDestroy(() => {
      for (const sign of signs) document.removeEventListener(sign, note, { capture: true });
    });
  }

  /** True where the page was used after a moment of this device's clock, in milliseconds since the epoch. */
  usedSince(moment: number): boolean {
    return this.last > moment;
  }
}
