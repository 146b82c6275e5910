import { DOCUMENT, Service, inject } from '@angular/core';

/** Leaves the app for an address elsewhere, such as the sign-in of a provider. */
@Service()
export class Departure {
  private readonly document = inject(DOCUMENT);

  /** Goes to a web address. Anything that is none is not followed. */
  to(address: string): void {
    const { protocol } = new URL(address);
    if (protocol === 'https:' || protocol === 'http:') this.document.location.assign(address);
  }
}
