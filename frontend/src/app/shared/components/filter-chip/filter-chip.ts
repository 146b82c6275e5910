import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import { Component, TemplateRef, contentChild, input, output, signal, viewChild, type ElementRef } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../icon/icon';

const positions: ConnectedPosition[] = [
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 6 },
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 6 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -6 },
];

let nextId = 0;

/**
 * A filter as a chip that opens a small panel, which is the projected `<ng-template>`. The focus goes into the panel and
 * comes back to the chip; Escape and a click elsewhere close it. An active filter has a button that clears it. Texts:
 * scope `desk`.
 */
@Component({
  selector: 'app-filter-chip',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, CdkTrapFocus, Icon, NgTemplateOutlet, TranslocoPipe],
  template: `
    <button
      #chip
      cdkOverlayOrigin
      #origin="cdkOverlayOrigin"
      type="button"
      class="chip"
      aria-haspopup="dialog"
      [class.on]="active()"
      [class.clearable]="active() && clearable()"
      [attr.aria-expanded]="open()"
      [attr.aria-controls]="open() ? panelId : null"
      (click)="open.set(!open())"
    >
      <span class="text">{{ text() }}</span>
      <app-icon name="keyboard-arrow-down" />
    </button>
    @if (active() && clearable()) {
      <button
        type="button"
        class="clear"
        [attr.aria-label]="'desk.filter.clear' | transloco: { name: name() }"
        (click)="clear()"
      >
        <app-icon name="close" />
      </button>
    }
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="open()"
      [cdkConnectedOverlayPositions]="positions"
      [cdkConnectedOverlayPush]="true"
      [cdkConnectedOverlayViewportMargin]="8"
      [cdkConnectedOverlayHasBackdrop]="true"
      cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
      (backdropClick)="close()"
      (detach)="open.set(false)"
      (overlayKeydown)="pressed($event)"
    >
      <div
        class="panel"
        role="dialog"
        aria-modal="true"
        cdkTrapFocus
        cdkTrapFocusAutoCapture
        [id]="panelId"
        [attr.aria-label]="name()"
      >
        <ng-container [ngTemplateOutlet]="content()" />
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      max-inline-size: 100%;
    }
    .chip {
      max-inline-size: 100%;
    }
    .chip app-icon {
      font-size: 14px;
    }
    .chip[aria-expanded='true'] {
      border-color: var(--accent);
    }
    .text {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .chip.clearable {
      padding-inline-end: 34px;
    }
    .chip.clearable app-icon {
      display: none;
    }
    .clear {
      position: absolute;
      inset-block: 3px;
      inset-inline-end: 4px;
      display: grid;
      place-items: center;
      inline-size: 24px;
      padding: 0;
      border: 0;
      border-radius: var(--radius-pill);
      background: none;
      color: var(--accent);
      font-size: 12px;
    }
    .clear:hover {
      background: color-mix(in srgb, var(--accent) 14%, transparent);
    }
    .panel {
      box-sizing: border-box;
      inline-size: max-content;
      min-inline-size: 200px;
      max-inline-size: min(340px, calc(100vw - 16px));
      max-block-size: min(480px, calc(100dvh - 16px));
      padding: 12px;
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
      box-shadow: var(--shadow-2);
    }
  `,
})
export class FilterChip {
  /** What is filtered, such as "Outcome". */
  readonly name = input.required<string>();
  /** What the chip says, such as "Outcome: failed". */
  readonly text = input.required<string>();
  readonly active = input(false);
  readonly clearable = input(true);
  readonly cleared = output();
  protected readonly content = contentChild.required(TemplateRef);
  protected readonly open = signal(false);
  protected readonly positions = positions;
  protected readonly panelId = `filter-panel-${String(nextId++)}`;
  private readonly chip = viewChild.required<ElementRef<HTMLElement>>('chip');

  /** Closes the panel and gives the focus back to the chip. */
  close(): void {
    if (!this.open()) return;
    this.open.set(false);
    this.chip().nativeElement.focus();
  }

  protected clear(): void {
    this.chip().nativeElement.focus();
    this.cleared.emit();
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }
}
