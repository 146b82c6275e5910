import { Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import { Icon } from '../../../../shared/components/icon/icon';
import type { ShownRule } from '../rule-texts';

/** Everything that completes a lesson, with what is done and how far one is. */
@Component({
  selector: 'app-rules-list',
  imports: [Icon, TranslocoPipe],
  template: `
    <h2 id="rules-title">{{ 'learn.rules.title' | transloco }}</h2>
    <ul aria-labelledby="rules-title">
      @for (rule of rules(); track $index) {
        <li [class.met]="rule.met">
          <app-icon [name]="rule.met ? 'check-circle' : 'circle'" />
          <span class="words">
            {{ 'learn.rule.' + rule.text.key | transloco: rule.text.values }}
            @if (!rule.met && rule.current !== null) {
              <span class="current">{{ 'learn.rules.current' | transloco: { percent: percent(rule.current) } }}</span>
            }
            <span class="visually-hidden">{{ (rule.met ? 'learn.rules.met' : 'learn.rules.open') | transloco }}</span>
          </span>
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      padding: var(--space-4) var(--space-5);
      border: 1px solid var(--line);
      border-radius: var(--radius-md);
      background: var(--surface);
    }
    ul {
      display: grid;
      gap: var(--space-2);
      margin-block-start: var(--space-3);
      font-size: var(--text-sm);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-2);
    }
    .words {
      display: block;
    }
    .words::first-letter {
      text-transform: uppercase;
    }
    app-icon {
      color: var(--ink-3);
    }
    .met app-icon {
      color: var(--ok);
    }
    .current {
      color: var(--ink-2);
    }
  `,
})
export class RulesList {
  private readonly i18n = inject(I18nService);
  readonly rules = input.required<readonly ShownRule[]>();

  protected percent(share: number): string {
    return this.i18n.percent(Math.floor(share) / 100);
  }
}
