import { Component, afterNextRender, input, output, viewChild, type ElementRef } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** A title that is typed in its place: Enter or leaving takes it, Escape leaves it as it was. */
@Component({
  selector: 'app-title-line',
  imports: [TranslocoPipe],
  template: `
    <input
      #field
      class="input compact"
      dir="auto"
      autocomplete="off"
      maxlength="160"
      [attr.aria-label]="label()"
      [placeholder]="placeholder()"
      [value]="value()"
      (keydown.enter)="finish($event, true)"
      (keydown.escape)="finish($event, false)"
      (blur)="leave()"
    />
    @if (adds()) {
      <button type="button" class="btn primary" (mousedown)="$event.preventDefault()" (click)="add()">
        {{ 'teach.builder.add' | transloco }}
      </button>
      <button type="button" class="btn quiet" (mousedown)="$event.preventDefault()" (click)="given.emit(null)">
        {{ 'desk.cancel' | transloco }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      gap: var(--space-2);
      min-inline-size: 0;
    }
    .input {
      min-inline-size: 0;
    }
  `,
})
export class TitleLine {
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  /** The name of the field. */
  readonly label = input.required<string>();
  readonly value = input('');
  readonly placeholder = input('');
  /** True where something new is named: the field stays open for the next one. */
  readonly adds = input(false);
  /** The new title; null where it stays as it was. */
  readonly given = output<string | null>();
  private over = false;

  constructor() {
    afterNextRender(() => {
      this.field().nativeElement.select();
      this.field().nativeElement.focus();
    });
  }

  protected finish(event: Event, take: boolean): void {
    event.preventDefault();
    event.stopPropagation();
    if (this.adds() && take) this.add();
    else this.close(take);
  }

  protected add(): void {
    const field = this.field().nativeElement;
    const title = field.value.trim();
    if (title !== '') this.given.emit(title);
    field.value = '';
    field.focus();
  }

  /** What was typed is not lost when one goes somewhere else. */
  protected leave(): void {
    if (!this.adds()) this.close(true);
  }

  private close(take: boolean): void {
    if (this.over) return;
    this.over = true;
    const title = this.field().nativeElement.value.trim();
    this.given.emit(take && title !== '' && title !== this.value() ? title : null);
  }
}
