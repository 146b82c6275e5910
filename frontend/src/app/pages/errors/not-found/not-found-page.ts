import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { MessagePage } from '../../../shared/components/message-page/message-page';

/** An address of this site at which there is nothing. */
@Component({
  selector: 'app-not-found-page',
  imports: [MessagePage, RouterLink, TranslocoPipe],
  template: `
    <app-message-page
      icon="search"
      code="404"
      [heading]="'notFound.title' | transloco"
      [text]="'notFound.text' | transloco"
    >
      <p class="path">
        <code
          ><bdi dir="ltr">{{ path }}</bdi></code
        >
      </p>
      <a class="btn primary" [routerLink]="home.path">{{ home.label | transloco }}</a>
    </app-message-page>
  `,
  styles: `
    .path {
      flex-basis: 100%;
      color: var(--ink-3);
      overflow-wrap: anywhere;
    }
  `,
})
export default class NotFoundPage {
  /** Cut: an address may be thousands of characters long. */
  protected readonly path = inject(Router).url.slice(0, 200);
  protected readonly home = this.path.startsWith('/admin')
    ? { path: '/admin/dashboard', label: 'notFound.overview' }
    : { path: '/', label: 'notFound.home' };
}
