import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { LessonBlocks } from '../../../shared/lesson/lesson-blocks';
import { PreviewStore } from './preview-store';

/** A lesson that anybody may read before they enrol. */
@Component({
  selector: 'app-preview-page',
  imports: [EmptyState, LessonBlocks, RouterLink, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('catalogue'), PreviewStore],
  template: `
    <article *transloco="let t" [attr.aria-busy]="store.loading()">
      @if (store.lesson(); as lesson) {
        <p class="crumb">
          <a [routerLink]="['/courses', lesson.courseSlug]"
            ><bdi>{{ lesson.courseTitle }}</bdi></a
          >
          · <bdi>{{ lesson.section }}</bdi> ·
          {{ t('catalogue.preview.place', { number: lesson.number, of: lesson.of }) }}
        </p>
        <h1 tabindex="-1" dir="auto" [attr.lang]="lesson.language">{{ lesson.title }}</h1>
        <app-lesson-blocks
          [blocks]="lesson.blocks"
          [files]="lesson.files"
          [language]="lesson.language"
          (outdated)="store.reload()"
        />
        <aside class="card">
          <p>{{ t('catalogue.preview.note') }}</p>
          <p class="ways">
            <a class="btn primary large" [routerLink]="['/courses', lesson.courseSlug]">{{
              t('catalogue.preview.toCourse')
            }}</a>
            @if (lesson.next; as next) {
              <a class="btn large" [routerLink]="['/courses', lesson.courseSlug, 'lessons', next]">{{
                t('catalogue.preview.next')
              }}</a>
            }
          </p>
        </aside>
      } @else if (problem()) {
        <app-empty-state icon="lock" [heading]="t('catalogue.preview.missing')" [text]="problem()">
          <a class="btn" [routerLink]="['/courses', slug()]">{{ t('catalogue.preview.toCourse') }}</a>
        </app-empty-state>
      } @else {
        <app-skeleton width="40%" />
        <app-skeleton width="80%" height="2.2em" />
        <app-skeleton height="320px" />
      }
    </article>
  `,
  styles: `
    :host {
      display: block;
    }
    article {
      display: grid;
      gap: var(--space-4);
      inline-size: min(848px, 100%);
      margin-inline: auto;
      padding: var(--space-10) var(--space-6) var(--space-16);
    }
    .crumb {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    h1 {
      font-size: 2rem;
      letter-spacing: -0.025em;
      line-height: 1.2;
    }
    aside {
      display: grid;
      gap: var(--space-4);
      margin-block-start: var(--space-8);
      padding: var(--space-6);
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
    }
    @media (max-width: 599.98px) {
      article {
        padding-inline: var(--space-4);
      }
    }
  `,
})
export default class PreviewPage {
  private readonly failureText = inject(FailureText);
  protected readonly store = inject(PreviewStore);

  /** From the address. */
  readonly slug = input.required<string>();
  readonly lesson = input.required<string>();
  protected readonly problem = computed(() => {
    const error = this.store.error();
    return error === undefined ? '' : this.failureText.of(toApiFailure(error));
  });

  constructor() {
    this.store.follow(() => ({ slug: this.slug(), lesson: this.lesson() }));
  }
}
