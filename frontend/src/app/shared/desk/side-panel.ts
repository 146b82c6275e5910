import { Directive, input, output, viewChild, type ElementRef } from '@angular/core';

/**
 * What panels beside a table that tell of one row have in common (with `side-sheet.css`): Escape closes them, and the
 * focus goes to their heading, which the template names `#heading` and gives a `tabindex`.
 */
@Directive({ host: { '(keydown.escape)': 'escape($event)' } })
export abstract class SidePanel {
  /** True on a phone, where it covers the page and holds the focus. */
  readonly modal = input(false);
  readonly closed = output();

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  /** Moves the focus to the panel, for those who opened it with the keyboard. */
  focus(): void {
    this.heading().nativeElement.focus({ preventScroll: true });
  }

  protected escape(event: Event): void {
    event.stopPropagation();
    event.preventDefault();
    this.closed.emit();
  }
}
