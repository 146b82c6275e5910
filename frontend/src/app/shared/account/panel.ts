import {
  Component,
  DOCUMENT,
  DestroyRef,
  Injector,
  afterNextRender,
  inject,
  input,
  viewChild,
  type ElementRef,
} from '@angular/core';

/**
 * A block of an account page: heading, a sentence about it, the content. What has the attribute `actions` stands beside
 * the heading. `name` makes the ids of the heading and of the region: unique on the page.
 */
@Component({
  selector: 'app-panel',
  template: `
    <section class="card" [class.danger]="danger()" [attr.aria-labelledby]="'panel-' + name()">
      <header>
        <div>
          <h2 #title [id]="'panel-' + name()" tabindex="-1">{{ heading() }}</h2>
          @if (lead()) {
            <p>{{ lead() }}</p>
          }
        </div>
        <ng-content select="[actions]" />
      </header>
      <ng-content />
    </section>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    section {
      display: grid;
      gap: var(--space-4);
      min-inline-size: 0;
      padding: var(--space-5) var(--space-6) var(--space-6);
    }
    .danger {
      border-color: color-mix(in srgb, var(--danger) 45%, var(--line));
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: var(--space-3) var(--space-4);
    }
    header div {
      flex: 1 1 240px;
      display: grid;
      gap: 2px;
    }
    h2 {
      font-size: var(--text-lg);
      font-weight: var(--weight-bold);
    }
    p {
      max-inline-size: 68ch;
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    @media (max-width: 599.98px) {
      section {
        padding: var(--space-4);
      }
    }
  `,
})
export class Panel {
  private readonly document = inject(DOCUMENT);
  private readonly end = inject(DestroyRef);
  private readonly injector = inject(Injector);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  readonly name = input.required<string>();
  readonly heading = input.required<string>();
  readonly lead = input('');
  /** For what cannot be taken back. */
  readonly danger = input(false);

  /** Gives the focus to the heading where what had it is gone, such as the row that was removed by its own button. */
  catchFocus(): void {
    const take = (): void => {
      if (this.document.activeElement === this.document.body) this.title().nativeElement.focus();
    };
    // the page may have been left while a question was open
    if (!this.end.destroyed) afterNextRender({ read: take }, { injector: this.injector });
  }
}
