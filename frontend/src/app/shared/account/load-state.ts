import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Banner } from '../components/banner/banner';
import { Skeleton } from '../components/skeleton/skeleton';

/**
 * What stands in for something that is being fetched or could not be: grey lines after 300 ms, or what went wrong with
 * the way to try again. Shows nothing otherwise. Texts: scope `account`.
 */
@Component({
  selector: 'app-load-state',
  imports: [Banner, Skeleton, TranslocoPipe],
  template: `
    @if (problem(); as problem) {
      <app-banner kind="warn" [heading]="'account.load.failed' | transloco">
        <p>{{ problem }}</p>
        <p>
          <button type="button" class="btn" (click)="retried.emit()">{{ 'account.load.retry' | transloco }}</button>
        </p>
      </app-banner>
    } @else if (loading()) {
      <div class="lines">
        @for (line of lines; track line) {
          <app-skeleton [width]="line" height="18px" />
        }
      </div>
      <p class="visually-hidden" role="status">{{ 'account.load.busy' | transloco }}</p>
    }
  `,
  host: { '[attr.aria-busy]': 'loading()', '[hidden]': '!loading() && problem() === null' },
  styles: `
    :host {
      display: block;
    }
    .lines {
      display: grid;
      gap: var(--space-4);
      padding-block: var(--space-2);
      animation: appear 0s 300ms both;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
      to {
        visibility: visible;
      }
    }
  `,
})
export class LoadState {
  readonly loading = input.required<boolean>();
  /** Ready to show. */
  readonly problem = input<string | null>(null);
  readonly retried = output();
  protected readonly lines = ['62%', '84%', '46%'];
}
