import { DOCUMENT, Service, inject, signal } from '@angular/core';

/** Below this width the desk's rail is a drawer. The same number stands in the shell's media queries. */
const NARROW = '(max-width: 899.98px)';

@Service()
export class Viewport {
  private readonly query = inject(DOCUMENT).defaultView?.matchMedia(NARROW);
  private readonly state = signal(this.query?.matches ?? false);

  /** True below 900 px. */
  readonly narrow = this.state.asReadonly();

  constructor() {
    this.query?.addEventListener('change', (event) => {
      this.state.set(event.matches);
    });
  }
}
