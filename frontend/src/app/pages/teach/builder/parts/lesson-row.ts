import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OutlineLesson } from '@classy-book/contracts/courses';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import type { IconName } from '../../../../shared/components/icon/icons';
import { Menu, MenuItem } from '../../../../shared/components/menu/menu';
import type { OutlineAsk } from './outline-asks';
import { TitleLine } from './title-line';

/** A lesson in the outline. It must stand in an element with `cdkDrag`. */
@Component({
  selector: 'app-lesson-row',
  imports: [CdkDragHandle, Icon, Menu, MenuItem, RouterLink, TitleLine, TranslocoPipe],
  templateUrl: './lesson-row.html',
  styleUrl: './outline-row.css',
  host: {
    '(keydown.alt.arrowup)': 'step($event, -1)',
    '(keydown.alt.arrowdown)': 'step($event, 1)',
    '(keydown.f2)': 'renamed.emit(true)',
  },
})
export class LessonRow {
  readonly lesson = input.required<OutlineLesson>();
  readonly courseId = input.required<string>();
  readonly first = input(false);
  readonly last = input(false);
  /** Its title is being typed. */
  readonly renaming = input(false);
  readonly asked = output<OutlineAsk>();
  /** The title shall be typed, or no longer. */
  readonly renamed = output<boolean>();
  protected readonly icon = computed<IconName>(() => {
    const types = this.lesson().published?.blockTypes ?? [];
    if (types.includes('video')) return 'movie';
    if (types.includes('quiz')) return 'quiz';
    return types.includes('assignment') ? 'assignment' : 'notes';
  });

  protected step(event: Event, by: 1 | -1): void {
    event.preventDefault();
    this.asked.emit({ kind: 'stepLesson', id: this.lesson().id, by });
  }

  protected title(title: string | null): void {
    if (title !== null) this.asked.emit({ kind: 'renameLesson', id: this.lesson().id, title });
    this.renamed.emit(false);
  }
}
