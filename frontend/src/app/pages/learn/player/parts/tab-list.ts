import { Component, ElementRef, inject, input, output } from '@angular/core';

export interface Tab {
  readonly id: string;
  /** Ready to show. */
  readonly label: string;
}

/**
 * Tabs that switch what stands under them: arrows, Home and End walk, and what the focus comes to is chosen. The panel of a
 * tab has the id `<id>-panel` and is labelled by `<id>-tab`.
 */
@Component({
  selector: 'app-tab-list',
  template: `
    <div role="tablist" tabindex="-1" [attr.aria-label]="label()" (keydown)="walk($event)">
      @for (tab of tabs(); track tab.id) {
        <button
          type="button"
          role="tab"
          [id]="tab.id + '-tab'"
          [attr.aria-controls]="tab.id === selected() ? tab.id + '-panel' : null"
          [attr.aria-selected]="tab.id === selected()"
          [tabindex]="tab.id === selected() ? 0 : -1"
          (click)="chosen.emit(tab.id)"
        >
          {{ tab.label }}
        </button>
      }
    </div>
  `,
  styles: `
    div {
      display: flex;
      gap: var(--space-5);
      border-block-end: 1px solid var(--line);
    }
    button {
      min-block-size: 40px;
      padding: 8px 2px;
      border: 0;
      border-block-end: 2px solid transparent;
      background: none;
      color: var(--ink-2);
      font-size: var(--text-md);
      font-weight: var(--weight-medium);
    }
    button:hover {
      color: var(--ink);
    }
    [aria-selected='true'] {
      border-block-end-color: var(--accent);
      color: var(--accent);
      font-weight: var(--weight-semi);
    }
  `,
})
export class TabList {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly Tab[]>();
  /** The id of the tab that is open. */
  readonly selected = input.required<string>();
  readonly chosen = output<string>();

  protected walk(event: KeyboardEvent): void {
    const tabs = this.tabs();
    const at = tabs.findIndex(({ id }) => id === this.selected());
    const rtl = getComputedStyle(this.element.nativeElement).direction === 'rtl';
    const targets: Readonly<Record<string, number>> = {
      [rtl ? 'ArrowLeft' : 'ArrowRight']: (at + 1) % tabs.length,
      [rtl ? 'ArrowRight' : 'ArrowLeft']: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = tabs[targets[event.key] ?? -1];
    if (!target) return;
    event.preventDefault();
    this.chosen.emit(target.id);
    this.element.nativeElement.querySelector<HTMLElement>(`#${target.id}-tab`)?.focus();
  }
}
