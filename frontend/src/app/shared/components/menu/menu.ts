import type { ElementRef } from '@angular/core';
import { Component, Directive, afterNextRender, inject, Injector, input, signal, viewChild } from '@angular/core';

/** An entry of `app-menu`. Set `checked` on entries of which one is chosen; leave it out on commands and links. */
@Directive({
  selector: '[appMenuItem]',
  host: {
    tabindex: '-1',
    '[attr.role]': "checked() === null ? 'menuitem' : 'menuitemradio'",
    '[attr.aria-checked]': 'checked()',
  },
})
export class MenuItem {
  readonly checked = input<boolean | null>(null);
}

/**
 * A button with a menu under its end. What has the attribute `trigger` is projected into the button, the entries
 * (`appMenuItem`) into the menu. Arrow keys, Home and End walk, Escape closes and gives the focus back, as does a choice.
 * It is part of the first load, where the CDK's menu would cost more than all of the shell.
 */
@Component({
  selector: 'app-menu',
  template: `
    <button
      #trigger
      type="button"
      aria-haspopup="menu"
      [class]="buttonClass()"
      [attr.aria-expanded]="open()"
      [attr.aria-label]="label()"
      [title]="label()"
      (click)="toggle()"
      (keydown.arrowdown)="show($event, 0)"
      (keydown.arrowup)="show($event, -1)"
    >
      <ng-content select="[trigger]" />
    </button>
    @if (open()) {
      <div
        #panel
        class="menu"
        [class.from-start]="align() === 'start'"
        [class.above]="opens() === 'above'"
        role="menu"
        tabindex="-1"
        [attr.aria-label]="menuLabel() ?? label()"
        (keydown)="walk($event)"
        (click)="close()"
      >
        <ng-content />
      </div>
    }
  `,
  host: { '(focusout)': 'leave($event)' },
  styles: `
    :host {
      position: relative;
      display: inline-flex;
    }
    .menu {
      position: absolute;
      inset-block-start: calc(100% + 6px);
      inset-inline-end: 0;
      z-index: 30;
    }
    .menu.from-start {
      inset-inline: 0 auto;
    }
    .menu.above {
      inset-block: auto calc(100% + 6px);
    }
  `,
})
export class Menu {
  private readonly injector = inject(Injector);
  private readonly trigger = viewChild.required<ElementRef<HTMLButtonElement>>('trigger');
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');

  /** The name of the button. */
  readonly label = input.required<string>();
  /** The name of the menu, where it says more than the button's. */
  readonly menuLabel = input<string | null>(null);
  readonly buttonClass = input('icon-btn');
  /** Which side of the button the menu lines up with. */
  readonly align = input<'start' | 'end'>('end');
  readonly opens = input<'below' | 'above'>('below');
  protected readonly open = signal(false);

  protected toggle(): void {
    if (this.open()) this.open.set(false);
    else this.openAt(0);
  }

  protected show(event: Event, index: number): void {
    event.preventDefault();
    this.openAt(index);
  }

  /** Closes and gives the focus back to the button. */
  protected close(): void {
    if (!this.open()) return;
    this.open.set(false);
    this.trigger().nativeElement.focus();
  }

  protected walk(event: KeyboardEvent): void {
    const items = this.items();
    const at = items.findIndex((item) => item === document.activeElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      items[target]?.focus();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Tab') {
      this.open.set(false);
    }
  }

  /** A click or a Tab to somewhere else closes the menu and leaves the focus where it went. */
  protected leave(event: FocusEvent): void {
    const next = event.relatedTarget;
    const inside = next instanceof Node && this.trigger().nativeElement.parentElement?.contains(next);
    if (this.open() && !inside) this.open.set(false);
  }

  private openAt(index: number): void {
    this.open.set(true);
    afterNextRender({ read: () => this.items().at(index)?.focus() }, { injector: this.injector });
  }

  private items(): readonly HTMLElement[] {
    return [...(this.panel()?.nativeElement.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  }
}
