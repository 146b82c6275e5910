import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, input, output } from '@angular/core';
import type { OutlineSection } from '@classy-book/contracts/courses';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../../shared/components/menu/menu';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import type { OutlineAsk } from './outline-asks';
import { TitleLine } from './title-line';

/** The head of a section: its title, and what can be done to it. It must stand in an element with `cdkDrag`. */
@Component({
  selector: 'app-section-head',
  imports: [CdkDragHandle, Icon, Menu, MenuItem, PluralPipe, TitleLine, TranslocoPipe],
  template: `
    <span cdkDragHandle class="handle" aria-hidden="true" [title]="'teach.builder.drag' | transloco">
      <app-icon name="drag" />
    </span>
    @if (renaming()) {
      <app-title-line
        [label]="'teach.builder.sectionTitle' | transloco"
        [value]="section().title"
        (given)="title($event)"
      />
    } @else {
      <h2>
        <button
          type="button"
          class="name"
          [id]="'section-' + section().id"
          [title]="'teach.builder.rename' | transloco"
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          (click)="renamed.emit(true)"
        >
          <span
            >{{ number() }}. <bdi>{{ section().title }}</bdi></span
          >
        </button>
      </h2>
    }
    <span class="marks">
      @if (section().requires.length > 0) {
        <span class="mark" [title]="'teach.builder.hasRequires' | transloco">
          <app-icon name="lock" /><span class="visually-hidden">{{ 'teach.builder.hasRequires' | transloco }}</span>
        </span>
      }
      <span class="count">{{ section().lessons.length | plural: 'teach.list.lessons' }}</span>
    </span>
    <span class="tools">
      <button
        type="button"
        class="icon-btn bare step"
        [disabled]="first()"
        [attr.aria-label]="'teach.builder.upOf' | transloco: { title: section().title }"
        [title]="'teach.builder.up' | transloco"
        (click)="step($event, -1)"
      >
        <app-icon name="arrow-upward" />
      </button>
      <button
        type="button"
        class="icon-btn bare step"
        [disabled]="last()"
        [attr.aria-label]="'teach.builder.downOf' | transloco: { title: section().title }"
        [title]="'teach.builder.down' | transloco"
        (click)="step($event, 1)"
      >
        <app-icon name="arrow-downward" />
      </button>
      <app-menu [label]="'teach.builder.menuOf' | transloco: { title: section().title }" buttonClass="icon-btn bare">
        <app-icon trigger name="more" />
        <button type="button" appMenuItem (click)="renamed.emit(true)">
          <app-icon name="edit" />{{ 'teach.builder.rename' | transloco }}
        </button>
        <button type="button" appMenuItem (click)="asked.emit({ kind: 'sectionRequires', id: section().id })">
          <app-icon name="lock" />{{ 'teach.builder.requires' | transloco }}
        </button>
        <button type="button" appMenuItem (click)="asked.emit({ kind: 'removeSection', id: section().id })">
          <app-icon name="delete" />{{ 'teach.builder.delete' | transloco }}
        </button>
      </app-menu>
    </span>
  `,
  styleUrls: ['./outline-row.css', './section-head.css'],
  host: { '(keydown.alt.arrowup)': 'step($event, -1)', '(keydown.alt.arrowdown)': 'step($event, 1)' },
})
export class SectionHead {
  readonly section = input.required<OutlineSection>();
  /** Its place in the course, from 1. */
  readonly number = input.required<number>();
  readonly first = input(false);
  readonly last = input(false);
  readonly renaming = input(false);
  readonly asked = output<OutlineAsk>();
  readonly renamed = output<boolean>();

  protected step(event: Event, by: 1 | -1): void {
    event.preventDefault();
    this.asked.emit({ kind: 'stepSection', id: this.section().id, by });
  }

  protected title(title: string | null): void {
    if (title !== null) this.asked.emit({ kind: 'renameSection', id: this.section().id, title });
    this.renamed.emit(false);
  }
}
