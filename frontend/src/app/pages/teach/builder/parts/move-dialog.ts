import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';
import type { Sections } from '../outline-moves';

export interface MoveQuestion {
  readonly sections: Sections;
  readonly lessonId: string;
}

/** A place in the outline, counted without the lesson that goes there. */
export interface Target {
  readonly sectionId: string;
  readonly index: number;
}

/** Asks where a lesson shall go; closes with the place. */
@Component({
  selector: 'app-move-dialog',
  imports: [DialogFrame, Field, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'teach')],
  template: `
    <app-dialog-frame [heading]="'teach.move.heading' | transloco: { title: title }">
      <form id="move-form" (submit)="send($event)">
        <app-field for="move-section" [label]="'teach.move.section' | transloco">
          <select #section id="move-section" class="input" cdkFocusInitial (change)="choose(section.value)">
            @for (one of question.sections; track one.id) {
              <option [value]="one.id" [selected]="one.id === sectionId()">{{ one.title }}</option>
            }
          </select>
        </app-field>
        <app-field for="move-place" [label]="'teach.move.place' | transloco">
          <select #place id="move-place" class="input" (change)="index.set(+place.value)">
            <option value="0" [selected]="index() === 0">{{ 'teach.move.first' | transloco }}</option>
            @for (lesson of others(); track lesson.id; let at = $index) {
              <option [value]="at + 1" [selected]="index() === at + 1">
                {{ 'teach.move.after' | transloco: { title: lesson.title } }}
              </option>
            }
          </select>
        </app-field>
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button type="submit" form="move-form" class="btn primary">{{ 'teach.move.submit' | transloco }}</button>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
      color: var(--ink);
    }
  `,
})
export class MoveDialog {
  protected readonly question = inject<MoveQuestion>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<Target>>(DialogRef);
  private readonly from = this.question.sections.find(({ lessons }) =>
    lessons.some(({ id }) => id === this.question.lessonId),
  );
  protected readonly title = this.from?.lessons.find(({ id }) => id === this.question.lessonId)?.title ?? '';
  protected readonly sectionId = signal(this.from?.id ?? '');
  protected readonly others = computed(() => {
    const section = this.question.sections.find(({ id }) => id === this.sectionId());
    return section?.lessons.filter(({ id }) => id !== this.question.lessonId) ?? [];
  });
  protected readonly index = signal(this.from?.lessons.findIndex(({ id }) => id === this.question.lessonId) ?? 0);

  protected choose(sectionId: string): void {
    this.sectionId.set(sectionId);
    this.index.set(this.others().length);
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.dialog.close({ sectionId: this.sectionId(), index: this.index() });
  }
}
