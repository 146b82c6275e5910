import { Component, computed, inject, input } from '@angular/core';
import type { CourseProgress } from '@classy-book/contracts/learn';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import { Texts } from '../../../../shared/texts/texts';

/** How far somebody is in a course, as a bar and in words. Texts: scope `learn`. */
@Component({
  selector: 'app-course-progress',
  imports: [TranslocoPipe],
  template: `
    <div
      class="bar"
      role="progressbar"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-valuenow]="progress().percent"
      [attr.aria-label]="'learn.outline.progress' | transloco"
    >
      <i [style.inline-size.%]="progress().percent"></i>
    </div>
    <p>
      <bdi>{{ percent() }}</bdi> · <bdi>{{ counted() }}</bdi>
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
    .bar {
      overflow: hidden;
      block-size: 6px;
      border-radius: 3px;
      background: var(--line);
    }
    i {
      display: block;
      block-size: 100%;
      border-radius: inherit;
      background: var(--ok);
    }
    p {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export class CourseProgressBar {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  readonly progress = input.required<CourseProgress>();

  // each in an isolation of its own: numbers on both sides of a sign change places in Arabic
  protected readonly percent = computed(() => this.i18n.percent(this.progress().percent / 100));
  protected readonly counted = computed(() => {
    const { done, total } = this.progress();
    return this.texts.of('learn.outline.done', { done: this.i18n.number(done), total: this.i18n.number(total) });
  });
}
