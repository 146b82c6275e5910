import { DOCUMENT, Service, inject } from '@angular/core';

/** Loads the app anew at the address that it shows. */
@Service()
export class PageReload {
  private readonly document = inject(DOCUMENT);

  run(): void {
    this.document.location.reload();
  }
}
