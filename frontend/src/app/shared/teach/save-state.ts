import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../core/services/i18n';
import { Icon } from '../components/icon/icon';
import type { SaveState } from './autosave';

const icons = {
  saved: 'cloud-done',
  waiting: 'edit',
  saving: 'sync',
  offline: 'cloud-off',
  refused: 'error',
  conflict: 'warning',
  gone: 'error',
} as const;

/**
 * Whether what is being written has reached the server: "Saved 12:03", "Saving…", "Offline, will retry". Only what needs
 * attention is read out by itself. Texts: scope `teach`.
 */
@Component({
  selector: 'app-save-state',
  imports: [Icon, TranslocoPipe],
  template: `
    <span [class]="state().kind" [attr.role]="urgent() ? 'alert' : null">
      <app-icon [name]="icon()" />
      @switch (state().kind) {
        @case ('saved') {
          {{ (time() === '' ? 'teach.save.clean' : 'teach.save.saved') | transloco: { time: time() } }}
        }
        @case ('refused') {
          {{ 'teach.save.refused' | transloco: { why: why() } }}
        }
        @default {
          {{ 'teach.save.' + state().kind | transloco }}
        }
      }
    </span>
    @if (state().kind === 'offline') {
      <button type="button" class="btn quiet" (click)="retried.emit()">{{ 'teach.save.now' | transloco }}</button>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
      color: var(--ink-2);
      font-size: var(--text-sm);
      font-variant-numeric: tabular-nums;
    }
    span {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }
    .offline,
    .conflict {
      color: var(--warn);
    }
    .refused,
    .gone {
      color: var(--danger);
    }
    .btn {
      min-block-size: 28px;
      padding: 2px 8px;
    }
  `,
})
export class SaveStateLine {
  private readonly i18n = inject(I18nService);
  readonly state = input.required<SaveState<unknown>>();
  /** Why the server does not take it, ready to show. */
  readonly why = input('');
  readonly retried = output();
  protected readonly icon = computed(() => icons[this.state().kind]);
  protected readonly urgent = computed(() => ['offline', 'refused', 'conflict', 'gone'].includes(this.state().kind));
  protected readonly time = computed(() => {
    const state = this.state();
    return state.kind === 'saved' && state.at !== null ? this.i18n.time(state.at).slice(0, 5) : '';
  });
}
