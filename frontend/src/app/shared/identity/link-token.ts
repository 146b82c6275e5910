import { Location } from '@angular/common';
import { Service, inject } from '@angular/core';

/**
 * The token of a link in a mail. It stands in the fragment, which a browser sends nowhere, and is taken out of the address
 * bar at once: no screenshot, history or copied address carries it on.
 */
@Service()
export class LinkTokens {
  private readonly location = inject(Location);

  /** The token of the address that is open; null where it is missing or not whole. The address loses it. */
  take(): string | null {
    const url = new URL(this.location.path(true), 'https://classy-book.invalid');
    const fragment = new URLSearchParams(url.hash.slice(1));
    const token = fragment.get('token') ?? url.searchParams.get('token');
    if (token === null) return null;
    url.searchParams.delete('token');
    this.location.replaceState(url.pathname, url.search);
    return /^[\w-]{20,200}$/.test(token) ? token : null;
  }
}
