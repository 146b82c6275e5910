import { Component, computed, input, output, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import type { AnnounceRequest } from '@classy-book/contracts/community';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import { RichText } from '../../../../shared/teach/rich-text';

const MOST_TITLE = 160;
const nothing = { title: '', html: '', notify: true };

/** Writing an announcement. What was written stays until `clear`. Texts: scopes `community` and `teach`. */
@Component({
  selector: 'app-announcement-form',
  imports: [Field, FormField, FormRoot, RichText, TranslocoPipe],
  template: `
    <form novalidate class="card" aria-labelledby="announce-heading" [formRoot]="form">
      <h2 id="announce-heading">{{ 'community.announcements.write' | transloco }}</h2>
      <app-field
        for="announcement-title"
        [label]="'community.form.title' | transloco"
        [error]="titleError() && ('community.form.' + titleError() | transloco)"
      >
        <input
          id="announcement-title"
          class="input"
          dir="auto"
          aria-required="true"
          aria-describedby="announcement-title-note"
          [attr.aria-invalid]="titleError() !== null"
          [formField]="form.title"
        />
      </app-field>
      <div class="body">
        <span class="label" aria-hidden="true">{{ 'community.announcements.text' | transloco }}</span>
        <app-rich-text
          [label]="'community.announcements.text' | transloco"
          [html]="form.html().value()"
          (changed)="form.html().value.set($event)"
        />
        @if (missing()) {
          <p class="error" role="alert">{{ 'community.form.required' | transloco }}</p>
        }
      </div>
      <div class="end">
        <label>
          <input type="checkbox" [formField]="form.notify" />
          {{ 'community.announcements.notify' | transloco }}
        </label>
        <button type="submit" class="btn primary" [attr.aria-disabled]="busy()">
          {{ 'community.announcements.send' | transloco }}
        </button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-5);
    }
    .body {
      display: grid;
      gap: 6px;
      min-inline-size: 0;
    }
    .label {
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    .error {
      color: var(--danger);
      font-size: var(--text-xs);
    }
    .end {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: 24px;
      font-size: var(--text-sm);
    }
  `,
})
export class AnnouncementForm {
  readonly busy = input(false);
  readonly written = output<AnnounceRequest>();
  private readonly model = signal(nothing);
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.title, ({ value }) => (value().trim() === '' ? { kind: 'required' } : undefined));
      maxLength(path.title, MOST_TITLE);
      validate(path.html, ({ value }) => (value() === '' ? { kind: 'required' } : undefined));
    },
    {
      submission: {
        action: () => {
          const { title, html, notify } = this.model();
          if (!this.busy()) this.written.emit({ title: title.trim(), html, notify });
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          if (this.form.title().invalid()) this.form.title().focusBoundControl();
        },
      },
    },
  );
  protected readonly titleError = computed(() => {
    const field = this.form.title();
    const kind = field.touched() ? (field.errors()[0]?.kind ?? null) : null;
    return kind === 'maxLength' ? 'tooLong' : kind;
  });
  protected readonly missing = computed(() => this.form.html().touched() && this.form.html().invalid());

  /** Empties the fields: it is out. */
  clear(): void {
    this.model.set(nothing);
    this.form().reset();
  }
}
