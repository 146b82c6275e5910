import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, computed, input, output } from '@angular/core';
import type { BlockType } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../../shared/components/menu/menu';
import type { Unfinished } from '../lesson-draft';
import { blockIcons } from './block-names';

export type FrameAsk = 'up' | 'down' | 'add' | 'duplicate' | 'remove';

/** What stands around every block: what it is, and what moves, copies and removes it. It must stand in `cdkDrag`. */
@Component({
  selector: 'app-block-frame',
  imports: [CdkDragHandle, Icon, Menu, MenuItem, TranslocoPipe],
  template: `
    <header>
      <span cdkDragHandle class="handle" aria-hidden="true" [title]="'teach.builder.drag' | transloco">
        <app-icon name="drag" />
      </span>
      <h2>
        <app-icon [name]="icon()" />
        <span class="visually-hidden">{{ 'teach.block.number' | transloco: { number: number() } }}</span>
        {{ 'teach.block.' + type() + '.name' | transloco }}
      </h2>
      @if (unfinished(); as left) {
        <span class="tag warn">{{ 'teach.unfinished.' + left | transloco }}</span>
      }
      <span class="tools">
        <button
          type="button"
          class="icon-btn bare"
          [id]="'up-' + id()"
          [disabled]="first()"
          [attr.aria-label]="'teach.block.up' | transloco: { number: number() }"
          [title]="'teach.builder.up' | transloco"
          (click)="asked.emit('up')"
        >
          <app-icon name="arrow-upward" />
        </button>
        <button
          type="button"
          class="icon-btn bare"
          [id]="'down-' + id()"
          [disabled]="last()"
          [attr.aria-label]="'teach.block.down' | transloco: { number: number() }"
          [title]="'teach.builder.down' | transloco"
          (click)="asked.emit('down')"
        >
          <app-icon name="arrow-downward" />
        </button>
        <app-menu [label]="'teach.block.menu' | transloco: { number: number() }" buttonClass="icon-btn bare">
          <app-icon trigger name="more" />
          <button type="button" appMenuItem (click)="asked.emit('add')">
            <app-icon name="add" />{{ 'teach.block.addBelow' | transloco }}
          </button>
          @if (type() !== 'quiz') {
            <button type="button" appMenuItem (click)="asked.emit('duplicate')">
              <app-icon name="content-copy" />{{ 'teach.block.duplicate' | transloco }}
            </button>
          }
          <button type="button" appMenuItem (click)="asked.emit('remove')">
            <app-icon name="delete" />{{ 'teach.block.remove' | transloco }}
          </button>
        </app-menu>
      </span>
    </header>
    <div class="body"><ng-content /></div>
  `,
  styleUrl: './block-frame.css',
  host: { '(keydown.alt.arrowup)': 'step($event, "up")', '(keydown.alt.arrowdown)': 'step($event, "down")' },
})
export class BlockFrame {
  readonly id = input.required<string>();
  readonly type = input.required<BlockType>();
  /** Its place in the lesson, from 1. */
  readonly number = input.required<number>();
  readonly first = input(false);
  readonly last = input(false);
  readonly unfinished = input<Unfinished | null>(null);
  readonly asked = output<FrameAsk>();
  protected readonly icon = computed(() => blockIcons[this.type()]);

  /** In a field these keys move the cursor. */
  protected step(event: Event, by: 'up' | 'down'): void {
    const { target } = event;
    if (target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]')) return;
    event.preventDefault();
    if (!(by === 'up' ? this.first() : this.last())) this.asked.emit(by);
  }
}
