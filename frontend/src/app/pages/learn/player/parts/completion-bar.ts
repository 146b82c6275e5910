import { Component, ElementRef, afterRenderEffect, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LessonState } from '@classy-book/contracts/learn';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import type { ShownRule } from '../rule-texts';

/** The bar under a lesson: what completes it, mark as done, and the way to the lessons before and after. */
@Component({
  selector: 'app-completion-bar',
  imports: [CountPipe, Icon, RouterLink, TranslocoPipe],
  template: `
    @if (!teacher()) {
      <p class="rule" [class.done]="state() === 'complete'">
        <app-icon [name]="state() === 'complete' ? 'check-circle' : 'help'" />
        <span>
          @if (state() === 'complete') {
            {{ 'learn.bar.complete' | transloco }}
          } @else if (next(); as rule) {
            @if (rules().length > 1) {
              {{ 'learn.bar.met' | transloco: { met: (met() | count), all: (rules().length | count) } }}
            } @else {
              {{ 'learn.bar.toComplete' | transloco }}
            }
            {{ 'learn.rule.' + rule.text.key | transloco: rule.text.values }}
          }
        </span>
      </p>
    }
    <div class="ways">
      @if (previousId(); as id) {
        <a class="btn large" [routerLink]="['/learn', slug(), id]">{{ 'learn.bar.previous' | transloco }}</a>
      }
      @if (markable()) {
        <button
          type="button"
          class="btn large"
          [class.primary]="true"
          [attr.aria-disabled]="marking()"
          (click)="mark()"
        >
          <app-icon name="check" />
          {{ (marking() ? 'learn.bar.marking' : 'learn.bar.mark') | transloco }}
        </button>
      }
      @if (nextId(); as id) {
        <a class="btn large" [class.primary]="!markable()" [routerLink]="['/learn', slug(), id]">
          {{ 'learn.bar.next' | transloco }}
        </a>
      } @else {
        <a class="btn large" routerLink="/learn">{{ 'learn.bar.end' | transloco }}</a>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-4);
      padding: var(--space-3) var(--space-6);
      border-block-start: 1px solid var(--line);
      background: color-mix(in oklab, var(--surface) 94%, transparent);
      backdrop-filter: blur(8px);
    }
    .rule {
      display: flex;
      flex: 1;
      align-items: center;
      gap: var(--space-2);
      min-inline-size: 200px;
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .rule.done {
      color: var(--ok);
      font-weight: var(--weight-semi);
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-inline-start: auto;
    }
    @media (max-width: 599.98px) {
      :host {
        padding: var(--space-2) var(--space-4) var(--space-3);
      }
      .ways {
        inline-size: 100%;
      }
      .btn {
        flex: 1 1 0;
        padding-inline: var(--space-2);
      }
    }
  `,
})
export class CompletionBar {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private pressed = false;

  readonly slug = input.required<string>();
  readonly rules = input.required<readonly ShownRule[]>();
  readonly state = input.required<LessonState>();
  readonly previousId = input.required<string | null>();
  readonly nextId = input.required<string | null>();
  /** Nothing is recorded for who teaches the course. */
  readonly teacher = input(false);
  /** True while the mark is on its way. */
  readonly marking = input(false);
  readonly marked = output();

  protected readonly met = computed(() => this.rules().filter(({ met }) => met).length);
  /** The first rule that is left; one that the reader cannot just press comes first. */
  protected readonly next = computed(() => {
    const left = this.rules().filter(({ met }) => !met);
    return left.find(({ text }) => text.key !== 'marked') ?? left[0] ?? null;
  });
  protected readonly markable = computed(
    () => !this.teacher() && this.rules().some(({ text, met }) => text.key === 'marked' && !met),
  );

  constructor() {
    // The button goes with what it did: the focus goes on to the next lesson.
    afterRenderEffect(() => {
      if (this.markable() || !this.pressed) return;
      this.pressed = false;
      this.element.nativeElement.querySelector<HTMLElement>('.ways a:last-of-type')?.focus();
    });
  }

  protected mark(): void {
    if (this.marking()) return;
    this.pressed = true;
    this.marked.emit();
  }
}
