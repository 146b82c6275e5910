import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LastFailure } from '../../../core/services/last-failure';
import { PageReload } from '../../../core/services/page-reload';
import { MessagePage } from '../../../shared/components/message-page/message-page';

const icons = { chunk: 'refresh', unreachable: 'wifi-off', unexpected: 'error' } as const;

/**
 * Something broke. It is part of the first load, because it is needed when nothing else can be fetched, and it offers to
 * load the app again: after an error its state is not to be trusted.
 */
@Component({
  selector: 'app-failure-page',
  imports: [MessagePage, TranslocoPipe],
  template: `
    <main id="main" tabindex="-1">
      <app-message-page
        [icon]="icon()"
        [heading]="'failure.' + kind() + '.title' | transloco"
        [text]="'failure.' + kind() + '.text' | transloco"
      >
        @if (requestId(); as id) {
          <p>
            {{ 'failure.reference' | transloco }}
            <code
              ><bdi>{{ id }}</bdi></code
            >
          </p>
        }
        <button type="button" class="btn primary" (click)="retry()">{{ 'failure.retry' | transloco }}</button>
        <a class="btn" href="/">{{ 'notFound.home' | transloco }}</a>
      </app-message-page>
    </main>
  `,
  styles: `
    :host,
    main {
      display: grid;
      min-block-size: 100dvh;
    }
    p {
      flex-basis: 100%;
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export class FailurePage {
  private readonly reload = inject(PageReload);
  private readonly last = inject(LastFailure).current;
  protected readonly kind = computed(() => this.last()?.kind ?? 'unexpected');
  protected readonly icon = computed(() => icons[this.kind()]);
  protected readonly requestId = computed(() => this.last()?.failure.requestId ?? null);

  /** The address bar still holds the page that failed. */
  protected retry(): void {
    this.reload.run();
  }
}
