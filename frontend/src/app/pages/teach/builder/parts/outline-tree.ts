import { CdkDrag, CdkDropList, type CdkDragDrop } from '@angular/cdk/drag-drop';
import { Component, computed, input, output, signal } from '@angular/core';
import type { OutlineSection } from '@classy-book/contracts/courses';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { LessonRow } from './lesson-row';
import type { OutlineAsk } from './outline-asks';
import { SectionHead } from './section-head';
import { TitleLine } from './title-line';

/**
 * The outline: sections and in them lessons, in order. What moves is dragged, stepped with Alt and the arrows, or moved by
 * its buttons and its menu.
 */
@Component({
  selector: 'app-outline-tree',
  imports: [CdkDrag, CdkDropList, Icon, LessonRow, SectionHead, TitleLine, TranslocoPipe],
  templateUrl: './outline-tree.html',
  styleUrl: './outline-tree.css',
})
export class OutlineTree {
  readonly sections = input.required<readonly OutlineSection[]>();
  readonly courseId = input.required<string>();
  readonly asked = output<OutlineAsk>();
  /** The id of what is being renamed. */
  protected readonly renaming = signal<string | null>(null);
  /** The id of the section that gets a lesson. */
  protected readonly adding = signal<string | null>(null);
  protected readonly lists = computed(() => this.sections().map(({ id }) => listOf(id)));
  protected readonly listOf = listOf;
  /** Gives the focus back to this element, by its id. */
  readonly focused = output<string>();

  protected lessonDropped({ item, container, currentIndex }: CdkDragDrop<string, string, string>): void {
    this.asked.emit({ kind: 'placeLesson', id: item.data, sectionId: container.data, index: currentIndex });
  }

  protected sectionDropped({ item, currentIndex, previousIndex }: CdkDragDrop<unknown, unknown, string>): void {
    if (currentIndex !== previousIndex) this.asked.emit({ kind: 'placeSection', id: item.data, index: currentIndex });
  }

  protected rename(id: string, on: boolean, element: string): void {
    this.renaming.set(on ? id : null);
    if (!on) this.focused.emit(element);
  }

  protected add(sectionId: string, title: string | null): void {
    if (title !== null) this.asked.emit({ kind: 'addLesson', sectionId, title });
    else {
      this.adding.set(null);
      this.focused.emit(`add-${sectionId}`);
    }
  }
}

function listOf(sectionId: string): string {
  return `lessons-${sectionId}`;
}
