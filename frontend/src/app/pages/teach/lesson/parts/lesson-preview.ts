import { Component, input } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { AssignmentBlockTemplate, QuizBlockTemplate } from '../../../../shared/lesson/block-template';
import { LessonBlocks } from '../../../../shared/lesson/lesson-blocks';
import { LessonText } from '../../../../shared/lesson/lesson-text';

/** A draft as learners would read it; quizzes and assignments are only named. */
@Component({
  selector: 'app-lesson-preview',
  imports: [AssignmentBlockTemplate, Icon, LessonBlocks, LessonText, QuizBlockTemplate, TranslocoPipe],
  template: `
    <article [attr.lang]="lang()">
      <h2 dir="auto">{{ draft().title }}</h2>
      @if (draft().blocks.length === 0) {
        <p>{{ 'teach.preview.empty' | transloco }}</p>
      }
      <app-lesson-blocks [blocks]="draft().blocks" [files]="files()" [language]="lang()">
        <ng-template appQuizBlock let-block>
          <p class="work card">
            <app-icon name="quiz" />
            <bdi>{{ quizTitles().get(block.quizId) || ('teach.block.quiz.name' | transloco) }}</bdi>
          </p>
        </ng-template>
        <ng-template appAssignmentBlock let-block>
          <div class="work card">
            <app-icon name="assignment" />
            <div>
              <strong dir="auto">{{ block.title || ('teach.block.assignment.name' | transloco) }}</strong>
              <app-lesson-text [html]="block.html" />
            </div>
          </div>
        </ng-template>
      </app-lesson-blocks>
    </article>
  `,
  styles: `
    article {
      display: grid;
      gap: var(--space-5);
      max-inline-size: 720px;
      min-inline-size: 0;
    }
    h2 {
      font-size: var(--text-2xl);
      line-height: 1.25;
    }
    p {
      color: var(--ink-2);
    }
    .work {
      display: flex;
      gap: var(--space-3);
      padding: var(--space-4);
    }
    .work div {
      display: grid;
      gap: var(--space-2);
      min-inline-size: 0;
    }
  `,
})
export class LessonPreview {
  readonly draft = input.required<LessonDraft>();
  readonly files = input.required<readonly FileInfo[]>();
  readonly lang = input.required<string>();
  readonly quizTitles = input<ReadonlyMap<string, string>>(new Map());
}
