import { Component, computed, effect, input, output, signal, untracked } from '@angular/core';
import { FormField, FormRoot, form, maxLength, validate } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../components/field/field';

/** What was written: the title only where one is asked for. */
export interface WrittenPost {
  readonly title: string;
  readonly text: string;
}

const MOST_TITLE = 160;
const MOST_TEXT = 5_000;

/** Writing a question (with a title) or an answer. What was written stays until `clear`. Texts: scope `community`. */
@Component({
  selector: 'app-post-form',
  imports: [Field, FormField, FormRoot, TranslocoPipe],
  template: `
    <form novalidate [formRoot]="form">
      @if (titled()) {
        <app-field [for]="name() + '-title'" [label]="'community.form.title' | transloco" [error]="errorOf('title')">
          <input
            class="input"
            dir="auto"
            aria-required="true"
            [id]="name() + '-title'"
            [attr.aria-describedby]="name() + '-title-note'"
            [attr.aria-invalid]="errorOf('title') !== null"
            [formField]="form.title"
          />
        </app-field>
      }
      <app-field [for]="name() + '-text'" [label]="label()" [error]="errorOf('text')">
        <textarea
          class="input"
          rows="3"
          dir="auto"
          aria-required="true"
          [id]="name() + '-text'"
          [attr.aria-describedby]="name() + '-text-note'"
          [attr.aria-invalid]="errorOf('text') !== null"
          [formField]="form.text"
        ></textarea>
      </app-field>
      <div class="actions">
        @if (cancellable()) {
          <button type="button" class="btn" (click)="cancelled.emit()">{{ 'desk.cancel' | transloco }}</button>
        }
        <button type="submit" class="btn primary" [attr.aria-disabled]="busy()">{{ submitLabel() }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-3);
    }
    textarea {
      line-height: 1.5;
      resize: vertical;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
      gap: var(--space-2);
    }
  `,
})
export class PostForm {
  /** Begins the ids of the fields: unique on the page. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly submitLabel = input.required<string>();
  readonly titled = input(false);
  readonly start = input<WrittenPost | null>(null);
  /** The sentences for `required` and `maxLength`, ready to show. */
  readonly errors = input.required<Readonly<Record<string, string>>>();
  readonly busy = input(false);
  readonly cancellable = input(false);
  readonly written = output<WrittenPost>();
  readonly cancelled = output();

  private readonly model = signal<WrittenPost>({ title: '', text: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.title, ({ value }) => (this.titled() && value().trim() === '' ? { kind: 'required' } : undefined));
      validate(path.text, ({ value }) => (value().trim() === '' ? { kind: 'required' } : undefined));
      maxLength(path.title, MOST_TITLE);
      maxLength(path.text, MOST_TEXT);
    },
    {
      submission: {
        action: () => {
          const { title, text } = this.model();
          if (!this.busy()) this.written.emit({ title: title.trim(), text: text.trim() });
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          const wrong = this.form.title().invalid() ? this.form.title : this.form.text;
          wrong().focusBoundControl();
        },
      },
    },
  );
  private readonly shown = computed(() => ({
    title: this.form.title().touched() ? (this.form.title().errors()[0]?.kind ?? null) : null,
    text: this.form.text().touched() ? (this.form.text().errors()[0]?.kind ?? null) : null,
  }));

  constructor() {
    effect(() => {
      const start = this.start();
      if (start)
        untracked(() => {
          this.model.set(start);
        });
    });
  }

  /** Empties the fields: what was written is kept. */
  clear(): void {
    this.model.set({ title: '', text: '' });
    this.form().reset();
  }

  focus(): void {
    const first = this.titled() ? this.form.title : this.form.text;
    first().focusBoundControl();
  }

  protected errorOf(field: 'title' | 'text'): string | null {
    const kind = this.shown()[field];
    return kind === null ? null : (this.errors()[kind] ?? kind);
  }
}
