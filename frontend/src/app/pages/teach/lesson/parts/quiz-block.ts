import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import type { BlockOf } from '../../../../shared/lesson/block-template';

/** A quiz, which is written on a page of its own. */
@Component({
  selector: 'app-quiz-link',
  imports: [Icon, RouterLink, TranslocoPipe],
  template: `
    <p class="file">
      <app-icon name="quiz" /><bdi>{{ title() || ('teach.block.quiz.name' | transloco) }}</bdi>
      <a class="btn" [routerLink]="['/teach', courseId(), 'quizzes', block().quizId]">
        <app-icon name="edit" />{{ 'teach.block.quiz.edit' | transloco }}
      </a>
    </p>
    <p class="note">{{ 'teach.block.quiz.note' | transloco }}</p>
  `,
  styleUrl: './block-form.css',
})
export class QuizLink {
  readonly block = input.required<BlockOf<'quiz'>>();
  readonly courseId = input.required<string>();
  /** Empty until it is known. */
  readonly title = input('');
}
